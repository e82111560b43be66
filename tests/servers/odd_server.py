"""A web server over the folder of a registry that misbehaves as it is told, for the tests in this folder.

    odd_server.py FOLDER [CERTIFICATE KEY]     says "port N" on its output once it listens, on 127.0.0.1; with a
                                               certificate it speaks TLS

What it does is read from FOLDER/behaviour before each answer: a word of the table below, "well" when the file is
not there. Each request is a line in FOLDER/log: method, path and whether it carried credentials. What the server
shows lies in FOLDER/shown, what it shows when it is "older" in FOLDER/older.
"""

import http.server
import os
import select
import socketserver
import ssl
import sys
import threading

FOLDER = sys.argv[1]
ENDLESS = b"x" * 65536
LOCK = threading.Lock()
COUNTED = {}


def read(path):
    with open(os.path.join(FOLDER, path), "rb") as file:
        return file.read()


def behaviour():
    try:
        return read("behaviour").decode().split()
    except FileNotFoundError:
        return ["well"]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status, body, headers=(), length=None):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, to):
        self.send(302, b"", [("Location", to)])

    def endless(self):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        while True:
            self.wfile.write(ENDLESS)

    def silence(self, first=b""):
        """Answers with `first` and then nothing, until the client has gone."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(first)
        self.wfile.flush()
        select.select([self.connection], [], [])
        self.close_connection = True

    def cut(self, body):
        self.send(200, body[: len(body) // 2], length=len(body))
        self.close_connection = True

    def times_asked(self):
        with LOCK:
            COUNTED[self.path] = COUNTED.get(self.path, 0) + 1
            return COUNTED[self.path]

    def file(self, folder):
        try:
            return read(folder + self.path)
        except (FileNotFoundError, IsADirectoryError):
            return None

    def do_GET(self):
        with LOCK, open(os.path.join(FOLDER, "log"), "a") as log:
            log.write(f"{self.command} {self.path} auth={'yes' if 'Authorization' in self.headers else 'no'}\n")
        how, *words = behaviour()
        body = self.file("older" if how == "older" else "shown")
        if body is None:
            return self.send(404, b"there is no such file")
        is_archive = "/blobs/" in self.path and body.startswith(b"\x1f\x8b")
        if how == "flipped" and is_archive:
            self.send(200, body[:-1] + bytes([body[-1] ^ 1]))
        elif how == "shorter" and is_archive:
            self.send(200, body[:-1])
        elif how == "longer" and is_archive:
            self.send(200, body + b"more")
        elif how == "cut" and is_archive:
            self.cut(body)
        elif how == "compressed" and is_archive:
            self.send(200, body, [("Content-Encoding", "gzip")])
        elif how == "endless":
            self.endless()
        elif how == "looping":
            self.redirect(self.path)
        elif how == "elsewhere":
            self.redirect(words[0] + self.path)
        elif how == "leading-to":
            self.redirect(words[0])
        elif how == "busy" and self.times_asked() % 3 != 0:
            self.send(503, b"", [("Retry-After", "0")])
        elif how == "broken":
            self.send(500, b"", [("Retry-After", "0")])
        elif how == "next-year":
            self.send(429, b"", [("Retry-After", "31536000")])
        elif how == "silent" or (how == "silent-about-names" and self.path == "/packages.json"):
            self.silence()
        elif how == "dripping":
            self.silence(b"{")
        elif how == "portal":
            self.send(200, b"<html>Sign in</html>", [("Content-Type", "text/html; charset=utf-8")])
        elif how == "garbage":
            self.send(200, b"]")
        elif how == "many-headers":
            self.send(200, body, [(f"X-{i}", "y" * 1000) for i in range(90)])
        elif how == "private" and "Authorization" not in self.headers:
            self.send(401, b"", [("WWW-Authenticate", 'Basic realm="here"')])
        elif how == "token-elsewhere":
            self.send(401, b"", [("WWW-Authenticate", f'Bearer realm="{words[0]}/token",service="s"')])
        else:
            self.send(200, body)

    do_HEAD = do_GET


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that went away


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Handler)
    if len(sys.argv) > 2:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(sys.argv[2], sys.argv[3])
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    print("port", server.server_address[1], flush=True)
    server.serve_forever()

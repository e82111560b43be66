"""A server of tokens as a registry's auth service runs one (the token specification of the distribution registry).

    token_server.py FOLDER     says "port N" on its output once it listens, on 127.0.0.1

It gives whoever is robot:s3cr3t what is asked for, signed with FOLDER/key.pem; FOLDER/tokens.pem is the
certificate. Each scope asked for is a line in FOLDER/tokens.log.
"""

import base64
import http.server
import json
import os
import subprocess
import sys
import time
import urllib.parse

FOLDER = sys.argv[1]


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def certificate():
    with open(os.path.join(FOLDER, "tokens.pem")) as file:
        return "".join(line.strip() for line in file if "-----" not in line)


def access(scope):
    kind, name, actions = scope.rsplit(":", 2)
    return {"type": kind, "name": name, "actions": actions.split(",")}


def token(service, scopes):
    head = {"typ": "JWT", "alg": "RS256", "x5c": [certificate()]}
    now = int(time.time())
    claims = {"iss": "tokens", "sub": "robot", "aud": service, "exp": now + 300, "nbf": now - 60, "iat": now,
              "jti": "1", "access": [access(scope) for scope in scopes]}
    signed = encoded(json.dumps(head).encode()) + b"." + encoded(json.dumps(claims).encode())
    signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", os.path.join(FOLDER, "key.pem")],
                               input=signed, stdout=subprocess.PIPE, check=True).stdout
    return (signed + b"." + encoded(signature)).decode()


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        asked = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
        scopes = asked.get("scope", [])
        with open(os.path.join(FOLDER, "tokens.log"), "a") as log:
            log.writelines(scope + "\n" for scope in scopes)
        known = self.headers.get("Authorization") == "Basic " + base64.b64encode(b"robot:s3cr3t").decode()
        body = json.dumps({"token": token(asked.get("service", [""])[0], scopes)}).encode() if known else b""
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    print("port", server.server_address[1], flush=True)
    server.serve_forever()

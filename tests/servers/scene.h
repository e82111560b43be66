#pragma once

/// A project and servers beside it, all on this machine, gone with the test.
///
///   Scene scene;
///   scene.publish("core", "1.0.0");                         // into the folder registry "shown"
///   const Server web = scene.serve({"python3", "server.py", scene.path("")}, "port ");
///   scene.run("agentops registry add web http://127.0.0.1:" + web.port());

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/support/temp_folder.h"

namespace agentops::test {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

/// A process that serves, ended with this.
class Server {
 public:
  /// Starts `command` and waits until it writes a line that holds `sign`; the port is the number behind it.
  Server(const std::vector<std::string>& command, const std::string& sign);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  [[nodiscard]] const std::string& port() const { return port_; }
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + port_; }

  /// The variable that holds its "PASSWORD" or "TOKEN".
  [[nodiscard]] std::string variable(const std::string& what) const {
    return "AGENTOPS_" + what + "_127_0_0_1___" + port_;
  }

 private:
  pid_t process_ = -1;
  int output_ = -1;
  std::string port_;
};

class Scene {
 public:
  Scene();

  /// Lines for a shell, run in the project, where agentops is on the PATH.
  [[nodiscard]] Outcome run(const std::string& commands) const;

  /// The same; a failure is a failure of the test.
  void must_run(const std::string& commands) const;

  /// Builds NAME-VERSION.tar.gz in the project; `text` makes its bytes differ.
  void build(const std::string& name, const std::string& version, const std::string& text = {}) const;

  /// Builds it and publishes it into the folder registry `registry`, which is made when it is not there.
  void publish(const std::string& name, const std::string& version,
               const std::string& registry = "shown") const;

  void write(const std::string& path, const std::string& bytes) const { temp_.write(path, bytes); }
  [[nodiscard]] std::string read(const std::string& path) const;
  [[nodiscard]] bool exists(const std::string& path) const { return temp_.exists(path); }
  [[nodiscard]] std::string path(const std::string& relative) const { return temp_.path(relative); }

  /// Names of the files that the user's cache holds, each checked to have the digest that it is named by.
  [[nodiscard]] std::vector<std::string> downloads() const;

  /// Removes what is installed and what is known of servers.
  void forget() const;

 private:
  TempFolder temp_;
};

/// True when there is a program of this name.
[[nodiscard]] bool is_installed(const std::string& program);

}  // namespace agentops::test

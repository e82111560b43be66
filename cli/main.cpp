/// The program's entry: it joins the two faces, hands over to the command line, and is the last net under it.

#include <cstdio>
#include <exception>
#include <new>

#include "cli/app.h"
#include "serve/stdio.h"

int main(int count, char** words) {
  try {
    return agentops::cli::run(count, words, [](const auto& folder, const std::string& version) {
      agentops::serve::serve_stdio({.folder = folder, .version = version});
    });
  } catch (const std::bad_alloc&) {
    (void)std::fputs("error: out of memory; nothing was half written\n", stderr);
  } catch (const std::exception& fault) {
    (void)std::fprintf(
        stderr,
        "error: this is a fault of agentops itself: %s\nhint: please report it with the command that you typed\n",
        fault.what());
  }
  return 70;
}

/// The program's entry: nothing but the hand-over to the command line, and the last net under it.

#include <cstdio>
#include <exception>
#include <new>

#include "cli/app.h"

int main(int count, char** words) {
  try {
    return agentops::cli::run(count, words);
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

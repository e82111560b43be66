#pragma once

/// What the streams of this run can show: colours, width, symbols. Settled once, from flags and environment.
///
/// Colour is on only for a terminal; NO_COLOR turns it off, CLICOLOR_FORCE and FORCE_COLOR turn it on, a flag
/// wins over all (each variable counts only when it is not empty). It never carries meaning alone.

#include <cstdint>
#include <string>
#include <string_view>

namespace agentops::cli {

enum class ColourChoice : std::uint8_t { Automatic, Always, Never };

/// One stream.
struct Stream {
  bool terminal = false;
  bool colour = false;
};

struct Terminal {
  Stream out;
  Stream err;
  unsigned width = 80;
  bool ascii = false;  ///< no symbols beyond ASCII
};

/// Looks at stdout, stderr and the environment.
[[nodiscard]] Terminal inspect_terminal(ColourChoice choice, bool ascii);

enum class Ink : std::uint8_t { Plain, Bold, Dim, Red, Green, Yellow, Blue, Cyan };

/// `text` in a colour where `stream` has colours, else as it is.
[[nodiscard]] std::string painted(const Stream& stream, Ink ink, std::string_view text);

}  // namespace agentops::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <string>

namespace telltale::session {

/// What became of a session folder that was looked at.
enum class CutOff {
    none, ///< its recording ended properly, or was mended before
    stillRecorded, ///< a process writes it now: left alone
    mended, ///< its keys stand before the packets now, and the journal says so
    notMended, ///< it is not ours to change (another user's, read-only, no room): left as it was
};

/// Puts in order what a recording whose process was killed left in @p folder: keys that came late go in
/// front of all packets, so that a reader that passes once decrypts. No packet is lost: the new file takes
/// the old one's name only when the disk has all of it. A line `{"entry":"mended","time"}` is then added
/// to the journal. Reads only the journal's end where there is nothing to do.
CutOff mendCutOff(const std::string &folder, base::Timestamp now);

} // namespace telltale::session

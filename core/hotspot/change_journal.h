// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/unique_descriptor.h"
#include "hotspot/change_text.h"

#include <string>
#include <vector>

namespace telltale::hotspot {

/// What became of a change when it was taken back.
struct Undone {
    Change change;
    bool done = false; ///< false: @ref problem says why, and change.undo what the reader can do
    std::string problem;
};

/// Remembers changes before they are made, in a file of mode 0600 of this process in a folder, so that
/// they are taken back at the end, and after a crash by the next start. The file is locked while its
/// process lives: what others still use is not taken from them. Not thread-safe.
class ChangeJournal {
public:
    /// @p folder is made where it is missing (mode 0700). Nothing is written before the first change.
    explicit ChangeJournal(std::string folder);
    ChangeJournal(const ChangeJournal &) = delete;
    ChangeJournal &operator=(const ChangeJournal &) = delete;
    /// Takes back what is left.
    ~ChangeJournal();

    /// Notes it and then writes @p value into @p file, such as "1" into /proc/sys/net/ipv4/ip_forward;
    /// nothing where that is what it holds. An error of kind privilege or output; nothing is changed then.
    base::Status setFile(const std::string &what, const std::string &file, const std::string &value);

    /// Notes a change that somebody is about to make by a command. It cannot be taken back from here,
    /// only be named with its @p undo.
    base::Status note(const std::string &what, const std::string &undo);

    /// Takes everything back, the last change first, and forgets it. A file that holds something else
    /// by now is left alone and said so.
    std::vector<Undone> undoAll();

    /// The same for what processes left behind that ended without it. Once at the start.
    std::vector<Undone> undoLeftOvers();

    [[nodiscard]] const std::vector<Change> &changes() const { return m_changes; }

private:
    base::Status append(Change change);

    std::string m_folder;
    std::string m_path;
    capture::UniqueDescriptor m_file;
    std::vector<Change> m_changes;
};

/// The folder of a user: telltale/changes below $XDG_STATE_HOME or ~/.local/state.
std::string defaultChangesFolder();

} // namespace telltale::hotspot

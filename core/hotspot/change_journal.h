// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/unique_descriptor.h"
#include "hotspot/change_text.h"

#include <functional>
#include <string>
#include <vector>

namespace telltale::hotspot {

/// What became of a change when it was taken back.
struct Undone {
    Change change;
    bool done = false; ///< false: @ref problem says why, and change.undo what the reader can do
    std::string problem;
    bool again = false; ///< not done, but may be another time: it stays noted for the next start
};

/// Remembers changes before they are made, in a file of this process in a folder, so that they are taken back
/// at the end, and after a crash by the next start. Folder and file are the user's alone (modes 0700 and 0600). The
/// file is locked while its process lives: what others still use is not taken from them. Not thread-safe.
class ChangeJournal {
public:
    /// Runs a command, with "sudo" before what the user may not do himself; an error says why it failed.
    using Run = std::function<base::Status(const std::string &command)>;

    /// @p folder is made where it is missing . Nothing is written before the first change.
    ChangeJournal(std::string folder, Run run);
    ChangeJournal(const ChangeJournal &) = delete;
    ChangeJournal &operator=(const ChangeJournal &) = delete;
    /// Takes back what is left.
    ~ChangeJournal();

    /// Notes it and then writes @p value into @p file, such as "1" into /proc/sys/net/ipv4/ip_forward;
    /// nothing where that is what it holds. An error of kind privilege or output; nothing is changed then.
    base::Status setFile(const std::string &what, const std::string &file, const std::string &value);

    /// Notes it and then runs @p command. After an error it is not noted any more.
    base::Status perform(const std::string &what, const std::string &command, const std::string &undo);

    /// Takes everything back, the last change first, and forgets it. A file that holds something else
    /// by now is left alone and said so.
    std::vector<Undone> undoAll();

    /// The same for what processes left behind that ended without it. Once at the start.
    std::vector<Undone> undoLeftOvers();

    [[nodiscard]] const std::vector<Change> &changes() const { return m_changes; }

private:
    base::Status append(Change change);

    Undone undo(Change change) const;
    std::vector<Undone> undoNewestFirst(const std::vector<Change> &changes) const;

    std::string m_folder;
    Run m_run;
    std::string m_path;
    capture::UniqueDescriptor m_file;
    std::vector<Change> m_changes;
};

/// What this user's processes left behind that ended without taking it back, the last change first. Only looks.
std::vector<Change> leftOverChanges(const std::string &folder);

/// Where this user's changes of the network are noted, below XDG_RUNTIME_DIR. They last until the computer is switched
/// off, and so does this, or the session.
std::string changesFolder();

} // namespace telltale::hotspot

// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/change_journal.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <optional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::hotspot {

namespace {

namespace fs = std::filesystem;
using capture::UniqueDescriptor;

constexpr std::size_t mostFileBytes = 64U << 10; // a setting is a line, a journal a few

std::optional<std::string> readAll(int descriptor)
{
    std::string text(mostFileBytes, '\0');
    const ssize_t count = ::pread(descriptor, text.data(), text.size(), 0);
    if (count < 0)
        return std::nullopt;
    text.resize(static_cast<std::size_t>(count));
    return text;
}

/// Settings of the kernel come with a line end.
std::optional<std::string> readSetting(const std::string &path)
{
    const UniqueDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    auto text = file.valid() ? readAll(file.get()) : std::nullopt;
    while (text && !text->empty() && text->back() == '\n')
        text->pop_back();
    return text;
}

bool writeAll(int descriptor, std::string_view text)
{
    return ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

std::string quoted(const std::string &text)
{
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

/// The kernel's settings are root's.
std::string writing(const std::string &file, const std::string &value)
{
    return "echo " + quoted(value) + " | sudo tee " + quoted(file);
}

/// A folder that another user made is not ours to write in.
bool isOwnFolder(const std::string &path)
{
    struct stat about { };
    return ::lstat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == ::geteuid();
}

/// Calls @p use with the changes in each file of this user that no process holds any more: what belongs to another
/// is no journal of ours, and could name anything. The file stays locked during the call.
void forEachLeftOver(
    const std::string &folder, const std::function<void(const std::string &path, const std::vector<Change> &)> &use)
{
    std::error_code failed;
    for (const auto &entry : fs::directory_iterator(folder, failed)) {
        if (!entry.path().filename().string().starts_with("changes-"))
            continue;
        const UniqueDescriptor file(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        struct stat about { };
        if (!file.valid() || ::fstat(file.get(), &about) != 0 || about.st_uid != ::geteuid() || !S_ISREG(about.st_mode)
            || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
            continue;
        const auto text = readAll(file.get());
        use(entry.path(), parseChanges(text.value_or("")));
    }
}

} // namespace

ChangeJournal::ChangeJournal(std::string folder, Run run)
    : m_folder(std::move(folder))
    , m_run(std::move(run))
{
}

ChangeJournal::~ChangeJournal()
{
    undoAll();
}

Undone ChangeJournal::undo(Change change) const
{
    if (change.file.empty()) {
        const base::Status ran = m_run(change.undo);
        return {change, ran.ok(), ran.ok() ? std::string() : ran.error().text(), !ran.ok()};
    }
    const auto now = readSetting(change.file);
    if (!now)
        return {change, false, change.file + " cannot be read."};
    if (*now == change.before)
        return {change, true, {}};
    if (*now != change.after)
        return {change, false, change.file + " was changed by somebody else since, and is left as it is."};
    if (const base::Status ran = m_run(writing(change.file, change.before)); !ran.ok())
        return {change, false, change.file + " cannot be set back: " + ran.error().text(), true};
    return {change, true, {}};
}

std::vector<Undone> ChangeJournal::undoNewestFirst(const std::vector<Change> &changes) const
{
    std::vector<Undone> results;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        results.push_back(undo(*change));
    return results;
}

base::Status ChangeJournal::append(Change change)
{
    const auto failed = [this](int errorNumber) {
        return base::Error{base::ErrorKind::output,
            "The change cannot be noted in " + m_folder + ", so it is not made: " + std::strerror(errorNumber) + ".",
            {}};
    };
    if (!m_file.valid()) {
        std::error_code ignored;
        fs::create_directories(fs::path(m_folder).parent_path(), ignored);
        ::mkdir(m_folder.c_str(), 0700);
        if (!isOwnFolder(m_folder))
            return failed(errno != 0 ? errno : EACCES);
        std::string path = m_folder + "/changes-XXXXXX";
        m_file = UniqueDescriptor(::mkostemp(path.data(), O_CLOEXEC | O_APPEND));
        struct stat about { };
        if (!m_file.valid() || ::flock(m_file.get(), LOCK_EX | LOCK_NB) != 0 || ::fstat(m_file.get(), &about) != 0)
            return failed(errno);
        if (about.st_nlink == 0) // another start took the file for a left-over before it was locked
            return failed(EAGAIN);
        m_path = path;
    }
    // On the disk before the change is made: that is what the journal is for.
    if (!writeAll(m_file.get(), changeLine(change)) || ::fdatasync(m_file.get()) != 0)
        return failed(errno);
    m_changes.push_back(std::move(change));
    return base::Done{};
}

base::Status ChangeJournal::setFile(const std::string &what, const std::string &file, const std::string &value)
{
    const auto before = readSetting(file);
    if (!before)
        return base::Error{base::ErrorKind::privilege, file + " cannot be read.", {}};
    if (*before == value)
        return base::Done{};
    const base::Status noted = append({what, file, *before, value, writing(file, *before)});
    if (!noted.ok())
        return noted;
    base::Status ran = m_run(writing(file, value));
    if (!ran.ok())
        m_changes.pop_back();
    return ran;
}

base::Status ChangeJournal::perform(const std::string &what, const std::string &command, const std::string &undo)
{
    if (const base::Status noted = append({what, {}, {}, {}, undo}); !noted.ok())
        return noted;
    base::Status ran = m_run(command);
    if (!ran.ok())
        m_changes.pop_back();
    return ran;
}

std::vector<Undone> ChangeJournal::undoAll()
{
    std::vector<Undone> results = undoNewestFirst(m_changes);
    m_changes.clear();
    const bool again = std::any_of(results.begin(), results.end(), [](const Undone &undone) { return undone.again; });
    if (m_file.valid() && !again)
        ::unlink(m_path.c_str());
    m_file.reset();
    return results;
}

std::vector<Undone> ChangeJournal::undoLeftOvers()
{
    std::vector<Undone> results;
    forEachLeftOver(m_folder, [&](const std::string &path, const std::vector<Change> &changes) {
        bool again = false;
        for (Undone &undone : undoNewestFirst(changes)) {
            again = again || undone.again;
            results.push_back(std::move(undone));
        }
        if (!again)
            ::unlink(path.c_str());
    });
    return results;
}

std::vector<Change> leftOverChanges(const std::string &folder)
{
    std::vector<Change> all;
    forEachLeftOver(folder, [&all](const std::string &, const std::vector<Change> &changes) {
        all.insert(all.end(), changes.rbegin(), changes.rend());
    });
    return all;
}

std::string changesFolder()
{
    const char *runtime = std::getenv("XDG_RUNTIME_DIR");
    const bool given = runtime != nullptr && *runtime == '/';
    return (given ? std::string(runtime) : "/run/user/" + std::to_string(::geteuid())) + "/telltale/changes";
}

} // namespace telltale::hotspot

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/folder/cut_off_recording.h"

#include "base/bytes.h"
#include "base/json_writer.h"
#include "capture/unique_descriptor.h"
#include "session/folder/key_order.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::session {

namespace {

using capture::UniqueDescriptor;

constexpr std::size_t tailBytes = 64U << 10; // the relay's longest line is shorter

/// The journal's last octets; nothing where it cannot be read.
std::optional<std::string> tailOf(int journal)
{
    struct stat about { };
    if (::fstat(journal, &about) != 0)
        return std::nullopt;
    std::string tail(std::min(tailBytes, static_cast<std::size_t>(about.st_size)), '\0');
    const ssize_t got = ::pread(journal, tail.data(), tail.size(), about.st_size - static_cast<off_t>(tail.size()));
    return got == static_cast<ssize_t>(tail.size()) ? std::optional(std::move(tail)) : std::nullopt;
}

/// Its last whole line is one that ends a recording, or says that this was done before.
bool isClosed(std::string_view tail)
{
    const std::size_t end = tail.rfind('\n');
    if (end == std::string_view::npos || end + 1 != tail.size())
        return false;
    const std::size_t before = end == 0 ? std::string_view::npos : tail.rfind('\n', end - 1);
    const std::string_view line = tail.substr(before == std::string_view::npos ? 0 : before + 1);
    return line.starts_with(R"({"entry":"end")") || line.starts_with(R"({"entry":"mended")");
}

bool isOwn(int descriptor)
{
    struct stat about { };
    return ::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == ::geteuid();
}

bool note(int journal, std::string_view tail, base::Timestamp now)
{
    base::JsonWriter json;
    json.beginObject().member("entry", "mended").member("time", base::formatRfc3339(now)).endObject();
    const bool cut = !tail.empty() && tail.back() != '\n'; // that line stays what it is
    const std::string line = (cut ? "\n" : "") + json.take() + "\n";
    return ::write(journal, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

} // namespace

CutOff mendCutOff(const std::string &folder, base::Timestamp now)
{
    const std::filesystem::path place(folder);
    const std::string capturePath = place / "capture.pcapng", journalPath = place / "journal.ndjson";
    const UniqueDescriptor look(::open(journalPath.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    const auto tail = look.valid() ? tailOf(look.get()) : std::nullopt;
    if (!tail || isClosed(*tail))
        return tail ? CutOff::none : CutOff::notMended;
    const UniqueDescriptor capture(::open(capturePath.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    const UniqueDescriptor journal(::open(journalPath.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
    if (!capture.valid() || !journal.valid() || !isOwn(capture.get()) || !isOwn(journal.get()))
        return CutOff::notMended;
    // SessionRecorder holds this lock for as long as it writes, and so does another one that mends.
    if (::flock(capture.get(), LOCK_EX | LOCK_NB) != 0)
        return CutOff::stillRecorded;
    const auto latest = tailOf(look.get());
    if (!latest || isClosed(*latest)) // it ended between the two looks
        return latest ? CutOff::none : CutOff::notMended;
    if (!putKeysFirst(capturePath).ok() || !note(journal.get(), *latest, now))
        return CutOff::notMended;
    return CutOff::mended;
}

} // namespace telltale::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/open_input.h"

#include "capture/capture_file.h"
#include "capture/file_format.h"
#include "engine/clock.h"
#include "engine/input_folder.h"
#include "engine/journal_source.h"
#include "engine/live_source.h"
#include "engine/paced_source.h"
#include "engine/phone_stream_source.h"
#include "engine/pirogue_source.h"
#include "engine/recording_source.h"
#include "session/folder/cut_off_recording.h"

#include <filesystem>
#include <utility>

namespace telltale::engine {

namespace {

/// A regular file that holds a HAR or a mitmproxy flow dump. Streams are never looked into here:
/// the octets looked at would be lost.
bool isImport(const std::string &path)
{
    std::error_code error;
    if (path == "-" || !std::filesystem::is_regular_file(path, error))
        return false;
    const auto format = capture::sniffFile(path);
    return format && (format.value() == capture::FileFormat::har || format.value() == capture::FileFormat::mitmproxy);
}

base::Result<OpenedInput> open(const FileInput &input, const base::Limits &limits)
{
    const auto resolved = resolveInput(input.path);
    if (!resolved)
        return resolved.error();
    const std::string &path = resolved.value().capture;
    // What a crash left in disorder is read all the same; other programs read it in one pass afterwards.
    if (!resolved.value().journal.empty())
        session::mendCutOff(std::filesystem::path(path).parent_path(), clockTime());
    OpenedInput opened;
    opened.digestPath = path;
    if (isImport(path)) {
        opened.importPath = path;
        return opened;
    }
    auto source = capture::openCapture(path, limits);
    if (!source)
        return source.error();
    opened.source = std::move(source.value());
    if (!resolved.value().journal.empty())
        opened.journalPath = resolved.value().journal;
    if (!resolved.value().journal.empty())
        opened.source = std::make_unique<JournalSource>(resolved.value().journal, std::move(opened.source));
    const PirogueFiles pirogue{resolved.value().socketTraces, resolved.value().ciphers};
    if (!pirogue.socketTraces.empty() || !pirogue.ciphers.empty()) {
        auto ciphers = std::make_shared<decode::RecordedCiphers>();
        opened.source = std::make_unique<PirogueSource>(pirogue, *ciphers, std::move(opened.source));
        opened.ciphers = std::move(ciphers);
    }
    opened.keyLogs = resolved.value().keyLogs;
    return opened;
}

base::Result<OpenedInput> open(const PacedInput &input, const base::Limits &limits)
{
    auto source = capture::openCapture(input.path, limits);
    if (!source)
        return source.error();
    OpenedInput opened;
    opened.source = std::make_unique<PacedSource>(std::move(source.value()), input.speed);
    opened.live = true;
    return opened;
}

/// Called with a source that has started: what does not begin leaves no folder behind.
base::Result<OpenedInput> live(
    std::unique_ptr<capture::PacketSource> source, const std::string &folder, const session::RecordingFacts &facts)
{
    OpenedInput opened;
    opened.source = std::move(source);
    opened.live = true;
    opened.stoppable = true;
    if (folder.empty())
        return opened;
    auto recorder = session::SessionRecorder::create(folder, facts);
    if (!recorder)
        return recorder.error();
    opened.recorder = std::move(recorder.value());
    opened.source = std::make_unique<RecordingSource>(std::move(opened.source), opened.recorder);
    return opened;
}

base::Result<OpenedInput> open(const LiveInput &input, const base::Limits &limits)
{
    auto source = LiveSource::start(input, limits);
    if (!source)
        return source.error();
    std::function<void()> end = source.value()->interceptionEnd();
    auto opened = live(std::move(source.value()), input.sessionFolder,
        {input.program, input.interface, input.interception.has_value(), clockTime()});
    if (opened && input.interception)
        opened.value().endInterception = std::move(end);
    return opened;
}

base::Result<OpenedInput> open(const PcapdroidInput &input, const base::Limits &limits)
{
    auto source = PhoneStreamSource::start(input, limits);
    if (!source)
        return source.error();
    return live(std::move(source.value()), input.sessionFolder, {input.program, "pcapdroid", false, clockTime()});
}

} // namespace

base::Result<OpenedInput> openInput(const Input &input, const base::Limits &limits)
{
    return std::visit([&](const auto &way) { return open(way, limits); }, input);
}

} // namespace telltale::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/folder/session_recorder.h"

#include "base/json_writer.h"
#include "session/folder/key_order.h"
#include "session/marks.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace telltale::session {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t bufferSize = 256U << 10;
constexpr std::uint32_t snapLength = 262'144;

base::Error cannotMake(const std::string &folder, const std::error_code &error)
{
    return {base::ErrorKind::output, "The session folder " + folder + " cannot be made: " + error.message() + ".",
        "Choose a folder you may write to."};
}

std::string startEntry(const RecordingFacts &facts)
{
    base::JsonWriter json;
    json.beginObject().member("entry", "start").member("time", base::formatRfc3339(facts.begin));
    json.member("program", facts.program).member("interface", facts.interface);
    json.key("intercepting").boolean(facts.intercepting).endObject();
    return json.take();
}

} // namespace

base::Result<std::unique_ptr<SessionRecorder>> SessionRecorder::create(
    const std::string &folder, const RecordingFacts &facts)
{
    std::error_code error;
    if (fs::create_directories(folder, error))
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        return cannotMake(folder, error);
    auto capture = PrivateOutput::create(fs::path(folder) / "capture.pcapng");
    if (!capture)
        return capture.error();
    capture.value().lock();
    auto journal = PrivateOutput::create(fs::path(folder) / "journal.ndjson");
    if (!journal) {
        fs::remove(capture.value().path(), error); // ours, and empty
        return journal.error();
    }
    std::unique_ptr<SessionRecorder> recorder(
        new SessionRecorder(folder, facts, std::move(capture.value()), std::move(journal.value())));
    if (const auto problem = recorder->problem())
        return *problem;
    return recorder;
}

SessionRecorder::SessionRecorder(
    std::string folder, const RecordingFacts &facts, PrivateOutput capture, PrivateOutput journal)
    : m_folder(std::move(folder))
    , m_interface(facts.interface)
    , m_capture(std::move(capture))
    , m_journal(std::move(journal))
    , m_writer(m_buffer)
{
    m_writer.section(facts.program);
    writeOut();
    writeJournal(startEntry(facts));
}

SessionRecorder::~SessionRecorder()
{
    flush();
}

std::uint32_t SessionRecorder::interfaceFor(net::LinkType linkType)
{
    const auto known = std::find(m_linkTypes.begin(), m_linkTypes.end(), linkType);
    if (known == m_linkTypes.end()) {
        m_writer.interface(linkType, snapLength, m_interface);
        m_linkTypes.push_back(linkType);
        return static_cast<std::uint32_t>(m_linkTypes.size() - 1);
    }
    return static_cast<std::uint32_t>(known - m_linkTypes.begin());
}

void SessionRecorder::packet(const capture::Packet &packet)
{
    const std::lock_guard lock(m_mutex);
    if (m_finished || m_problem)
        return;
    const std::uint32_t interface = interfaceFor(packet.linkType);
    std::vector<std::string> comments = packet.comments;
    comments.insert(comments.end(), m_comments.begin(), m_comments.end());
    m_comments.clear();
    m_writer.packet(interface, packet.origin.time, packet.bytes, packet.originalLength, comments);
    ++m_packets;
    if (m_buffer.size() >= bufferSize)
        writeOut();
}

void SessionRecorder::keys(std::string_view lines)
{
    const std::lock_guard lock(m_mutex);
    if (m_finished || m_problem || lines.empty())
        return;
    m_writer.keyLog(lines);
    m_keysBehindPackets = m_keysBehindPackets || m_packets > 0;
}

void SessionRecorder::app(const capture::AppIdentity &app)
{
    const std::lock_guard lock(m_mutex);
    if (!m_finished && !m_problem)
        m_writer.app(app);
}

void SessionRecorder::drops(const capture::DropCount &count, base::Timestamp time)
{
    const std::lock_guard lock(m_mutex);
    if (m_finished || m_problem || m_linkTypes.empty())
        return; // statistics are of an interface, and none is described before its first packet
    m_writer.statistics(0, time, count.received, count.dropped);
    if (std::exchange(m_dropped, count.dropped) == count.dropped)
        return;
    base::JsonWriter json;
    json.beginObject().member("entry", "dropped").member("time", base::formatRfc3339(time));
    writeJournal(json.memberUnsigned("count", count.dropped).endObject().take());
}

void SessionRecorder::markPrivate(base::Timestamp time, bool on)
{
    const std::lock_guard lock(m_mutex);
    if (m_finished || m_problem)
        return;
    m_comments.emplace_back(on ? privateOnMark : privateOffMark);
    base::JsonWriter json;
    json.beginObject().member("entry", "private").member("time", base::formatRfc3339(time));
    writeJournal(json.key("on").boolean(on).endObject().take());
}

void SessionRecorder::comment(std::string text)
{
    const std::lock_guard lock(m_mutex);
    if (!m_finished && !m_problem)
        m_comments.push_back(std::move(text));
}

void SessionRecorder::journal(std::string_view object)
{
    const std::lock_guard lock(m_mutex);
    if (!m_finished && !m_problem)
        writeJournal(std::string(object));
}

void SessionRecorder::flush()
{
    const std::lock_guard lock(m_mutex);
    if (!m_finished)
        writeOut();
}

base::Status SessionRecorder::finish(base::Timestamp end)
{
    const std::lock_guard lock(m_mutex);
    if (std::exchange(m_finished, true))
        return base::Done{};
    if (!m_problem) {
        base::JsonWriter json;
        json.beginObject().member("entry", "end").member("time", base::formatRfc3339(end));
        writeJournal(json.memberUnsigned("packets", m_packets).endObject().take());
        writeOut();
        keep(m_capture.sync());
    }
    if (!m_problem && m_keysBehindPackets)
        keep(putKeysFirst(m_capture.path()));
    if (m_problem)
        return *m_problem;
    return base::Done{};
}

std::optional<base::Error> SessionRecorder::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

void SessionRecorder::writeOut()
{
    if (!m_problem && !m_buffer.empty())
        keep(m_capture.write(m_buffer));
    m_buffer.clear();
}

void SessionRecorder::writeJournal(std::string object)
{
    object += '\n';
    keep(m_journal.write(base::asBytes(object)));
}

void SessionRecorder::keep(base::Status status)
{
    if (!status && !m_problem)
        m_problem = status.error();
}

} // namespace telltale::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pirogue_source.h"

#include "attribution/pirogue_ciphers.h"
#include "attribution/pirogue_sockets.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::uintmax_t largestFile = 512U << 20;

std::optional<std::string> textOf(const std::string &path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || size > largestFile || !file)
        return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

base::Anomaly unreadable(const char *id, const std::string &path)
{
    return {id, path + " cannot be read, or is too large."};
}

} // namespace

PirogueSource::PirogueSource(
    const PirogueFiles &files, decode::RecordedCiphers &ciphers, std::unique_ptr<capture::PacketSource> inner)
    : m_inner(std::move(inner))
{
    if (!files.socketTraces.empty())
        readSockets(files.socketTraces);
    if (!files.ciphers.empty())
        readCiphers(files.ciphers, ciphers);
}

void PirogueSource::readSockets(const std::string &path)
{
    constexpr const char *id = "pirogue.socket_trace";
    const auto text = textOf(path);
    if (!text) {
        m_anomalies.push_back(unreadable(id, path));
        return;
    }
    auto sockets = attribution::readPirogueSockets(*text);
    std::move(sockets.events.begin(), sockets.events.end(), std::back_inserter(m_events));
    if (sockets.odd > 0)
        m_anomalies.push_back(
            {id, "Of the records in " + path + ", " + std::to_string(sockets.odd) + " name no socket of an app."});
    if (sockets.withoutStack > 0)
        m_anomalies.push_back({id,
            "Of the sockets in " + path + ", " + std::to_string(sockets.withoutStack)
                + " are kept without their stacks, which are too many."});
}

void PirogueSource::readCiphers(const std::string &path, decode::RecordedCiphers &ciphers)
{
    constexpr const char *id = "pirogue.aes";
    const auto text = textOf(path);
    if (!text) {
        m_anomalies.push_back(unreadable(id, path));
        return;
    }
    auto read = attribution::readPirogueCiphers(*text);
    std::size_t left = read.odd + read.unproven;
    for (decode::RecordedCipher &cipher : read.ciphers) {
        if (!ciphers.add(std::move(cipher)))
            ++left;
    }
    if (left > 0)
        m_anomalies.push_back({id,
            "Of the records in " + path + ", " + std::to_string(left)
                + " are not used: their key does not open them, or they are too short or too many."});
}

capture::SourceEvent PirogueSource::next()
{
    if (!m_events.empty()) {
        capture::JournalLine line{attribution::formatPhoneEvent(m_events.front())};
        m_events.pop_front();
        return line;
    }
    if (m_anomalies.empty())
        return m_inner->next();
    base::Anomaly anomaly = std::move(m_anomalies.front());
    m_anomalies.pop_front();
    return anomaly;
}

} // namespace telltale::engine

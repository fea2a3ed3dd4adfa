// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_store.h"

#include "tls/key_log_line.h"

#include <mutex>

namespace telltale::tls {

namespace {

std::string indexKey(KeyLabel label, std::uint32_t generation, base::ByteView id)
{
    std::string key;
    key.reserve(5 + id.size());
    key += static_cast<char>(label);
    for (int shift = 0; shift < 32; shift += 8)
        key += static_cast<char>(generation >> shift);
    key += base::asText(id);
    return key;
}

void addOnce(std::vector<base::Anomaly> &anomalies, base::Anomaly anomaly)
{
    for (const auto &known : anomalies) {
        if (std::string_view(known.id) == anomaly.id)
            return;
    }
    anomalies.push_back(std::move(anomaly));
}

} // namespace

void KeyLogTally::badLine()
{
    ++badLines;
    // The line itself may hold half a secret, so it is never quoted.
    addOnce(anomalies, {"tls.bad_key_line", "A line of the key log is not of the NSS key log format."});
}

void KeyLogTally::merge(KeyLogTally other)
{
    added += other.added;
    badLines += other.badLines;
    for (auto &anomaly : other.anomalies)
        addOnce(anomalies, std::move(anomaly));
}

KeyLogTally KeyStore::addText(std::string_view text)
{
    KeyLogTally tally;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        addLine(text.substr(0, end), tally);
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + 1);
    }
    return tally;
}

void KeyStore::addLine(std::string_view line, KeyLogTally &tally)
{
    KeyLogLine parsed;
    switch (parseKeyLogLine(line, parsed)) {
    case KeyLogLine::Kind::nothing:
        return;
    case KeyLogLine::Kind::bad:
        tally.badLine();
        return;
    case KeyLogLine::Kind::secret:
        break;
    }
    const std::uint64_t before = version();
    if (!add(parsed.label, parsed.id, std::move(parsed.secret), parsed.generation))
        addOnce(
            tally.anomalies, {"tls.key_limit", "More secrets than the key store holds; the later ones are dropped."});
    else if (version() != before)
        ++tally.added;
}

bool KeyStore::add(KeyLabel label, base::ByteView id, Secret secret, std::uint32_t generation)
{
    auto key = indexKey(label, generation, id);
    const std::unique_lock lock(m_mutex);
    const auto found = m_secrets.find(key);
    if (found != m_secrets.end()) {
        if (found->second == secret)
            return true;
        found->second = std::move(secret);
    } else {
        if (m_secrets.size() >= m_limit)
            return false;
        m_secrets.emplace(std::move(key), std::move(secret));
    }
    m_version.fetch_add(1, std::memory_order_release);
    return true;
}

std::optional<Secret> KeyStore::find(KeyLabel label, base::ByteView id, std::uint32_t generation) const
{
    const auto key = indexKey(label, generation, id);
    const std::shared_lock lock(m_mutex);
    const auto found = m_secrets.find(key);
    return found == m_secrets.end() ? std::nullopt : std::optional(found->second);
}

std::size_t KeyStore::size() const
{
    const std::shared_lock lock(m_mutex);
    return m_secrets.size();
}

} // namespace telltale::tls

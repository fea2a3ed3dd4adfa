// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/tls13_opener.h"

#include "tls/key_schedule.h"

#include <algorithm>

namespace telltale::tls {

namespace {

constexpr std::uint64_t windowAfterFailure = 8;

/// RFC 8446 § 5.2: content, its type, and zeros as padding.
RecordOpener::Opened innerPlaintext(base::ByteView plain)
{
    std::size_t size = plain.size();
    while (size > 0 && plain[size - 1] == 0)
        --size;
    if (size == 0)
        return {static_cast<ContentType>(0), {}};
    return {static_cast<ContentType>(plain[size - 1]), plain.first(size - 1)};
}

} // namespace

Tls13Opener::Tls13Opener(const KeyStore &keys, const std::array<std::uint8_t, 32> &clientRandom,
    const CipherSuite &suite, bool ofClient, EarlyData earlyData)
    : m_keys(keys)
    , m_clientRandom(clientRandom)
    , m_suite(suite)
    , m_ofClient(ofClient)
    , m_earlyData(earlyData)
    , m_phase(earlyData == EarlyData::taken ? early : handshake)
{
}

KeyLabel Tls13Opener::labelOf(Phase phase) const
{
    switch (phase) {
    case early:
        return KeyLabel::clientEarlyTraffic;
    case handshake:
        return m_ofClient ? KeyLabel::clientHandshakeTraffic : KeyLabel::serverHandshakeTraffic;
    case application:
        break;
    }
    return m_ofClient ? KeyLabel::clientTraffic : KeyLabel::serverTraffic;
}

std::unique_ptr<RecordProtection> Tls13Opener::protectionFrom(const Secret &secret) const
{
    if (secret.size() != hashSize(m_suite.prf))
        return nullptr;
    const auto keys = trafficKeys(m_suite.prf, secret.view(), m_suite.keyBytes);
    return makeProtection(0x0304, m_suite, false, {{}, keys.key.view(), keys.iv.view()});
}

SequencedProtection *Tls13Opener::keyOf(Phase phase)
{
    auto &known = m_phases[phase];
    if (known)
        return &*known;
    const auto secret = m_keys.find(labelOf(phase), m_clientRandom);
    if (!secret)
        return nullptr;
    auto protection = protectionFrom(*secret);
    if (!protection)
        return nullptr;
    if (phase == application)
        m_applicationSecret = *secret;
    known.emplace(std::move(protection));
    return &*known;
}

RecordOpener::Status Tls13Opener::open(const Record &record, base::ByteBuffer &scratch, Opened &opened)
{
    std::optional<base::ByteView> plain;
    auto *key = keyOf(m_phase);
    if (key != nullptr)
        plain = key->open(record, m_window, m_budget, scratch);
    // Later keys are tried only where the change to them cannot be seen.
    if (!plain && (key == nullptr || m_phase == early || m_window > 0))
        plain = m_phase == application ? tryUpdatedKey(record, scratch) : tryLaterKeys(record, scratch);
    if (!plain)
        return notOpened(record);
    m_window = 0;
    m_openedAny = true;
    opened = innerPlaintext(*plain);
    return Status::opened;
}

std::optional<base::ByteView> Tls13Opener::tryLaterKeys(const Record &record, base::ByteBuffer &scratch)
{
    for (const Phase phase : {handshake, application}) {
        auto *key = phase > m_phase ? keyOf(phase) : nullptr;
        if (key == nullptr)
            continue;
        if (auto plain = key->open(record, m_window, m_budget, scratch)) {
            m_phase = phase;
            return plain;
        }
    }
    return std::nullopt;
}

/// The hole may have swallowed a KeyUpdate.
std::optional<base::ByteView> Tls13Opener::tryUpdatedKey(const Record &record, base::ByteBuffer &scratch)
{
    if (!m_phases[application])
        return std::nullopt;
    auto secret = nextTrafficSecret(m_suite.prf, m_applicationSecret.view());
    auto protection = protectionFrom(secret);
    if (!protection)
        return std::nullopt;
    SequencedProtection updated(std::move(protection));
    auto plain = updated.open(record, m_window, m_budget, scratch);
    if (plain) {
        m_phases[application].emplace(std::move(updated));
        m_applicationSecret = std::move(secret);
    }
    return plain;
}

/// A key log names the secrets in the order of their use, so a later one tells that earlier ones will not come.
bool Tls13Opener::keyMayStillCome()
{
    if (m_window > 0 && m_phase != application)
        return keyOf(application) == nullptr;
    for (std::size_t phase = m_phase; phase <= application; ++phase) {
        if (keyOf(static_cast<Phase>(phase)) != nullptr)
            return false;
    }
    return true;
}

RecordOpener::Status Tls13Opener::notOpened(const Record &record)
{
    if (keyMayStillCome())
        return Status::wait;
    // RFC 8446 § 4.2.10: refused early data is passed over by trying, and so is an early part without a key.
    if (m_earlyData == EarlyData::refused && !m_openedAny)
        return Status::skipped;
    auto *key = keyOf(m_phase);
    if (key == nullptr)
        return m_phase == handshake ? Status::skipped : Status::failed;
    key->giveUp(record);
    m_window = std::max(m_window, windowAfterFailure);
    return Status::failed;
}

void Tls13Opener::handshakeMessage(HandshakeType type)
{
    if (type == HandshakeType::endOfEarlyData && m_phase == early)
        m_phase = handshake;
    else if (type == HandshakeType::finished && m_phase == handshake)
        m_phase = application;
    else if (type == HandshakeType::keyUpdate && m_phase == application)
        renewKey();
}

void Tls13Opener::renewKey()
{
    auto secret = nextTrafficSecret(m_suite.prf, m_applicationSecret.view());
    auto protection = protectionFrom(secret);
    if (!protection)
        return;
    m_phases[application].emplace(std::move(protection));
    m_applicationSecret = std::move(secret);
}

void Tls13Opener::lost(std::uint64_t size)
{
    m_window = std::max(m_window, SequencedProtection::windowFor(size));
}

void Tls13Opener::skip(std::uint64_t records)
{
    if (auto *key = keyOf(m_phase))
        key->skip(records);
    // Messages that change keys may have been among them.
    m_window = std::max(m_window, windowAfterFailure);
}

} // namespace telltale::tls

// SPDX-License-Identifier: GPL-3.0-or-later
// What TlsConnection does with single records; tls_connection.cpp has their queueing and the ends.
#include "tls/key_block.h"
#include "tls/legacy_opener.h"
#include "tls/scratch_buffer.h"
#include "tls/stream_protection.h"
#include "tls/tls13_opener.h"
#include "tls/tls_direction.h"

namespace telltale::tls {

using base::Origin;
using base::Side;

TlsConnection::Handled TlsConnection::handle(Side side, const Record &record, Origin origin)
{
    const auto &d = direction(side);
    const auto &negotiation = m_tracker.active(side);
    // TLS 1.3 protects under one outer type; everything else is plain whenever it comes.
    const bool isData = record.type == ContentType::applicationData;
    const bool isProtected = negotiation.isTls13OrRetried() ? isData : isData || d.cipherChanged;
    return isProtected ? handleProtected(side, record, origin) : handlePlain(side, record, origin);
}

TlsConnection::Handled TlsConnection::handlePlain(Side side, const Record &record, Origin origin)
{
    auto &d = direction(side);
    switch (record.type) {
    case ContentType::changeCipherSpec:
        return changeCipher(side, origin);
    case ContentType::alert:
        alert(side, record.fragment, origin);
        return Handled::done;
    case ContentType::sslV2Hello:
        if (side != Side::originator || !m_tracker.sslV2ClientHello(record.fragment)) {
            anomaly("tls.not_tls", "The connection does not begin with a TLS record.", origin);
            fail(Failure::notTls, origin);
        }
        m_factsTold = false;
        m_handshakeMoved = true;
        return Handled::done;
    case ContentType::handshake:
        if (d.openedAny && m_tracker.active(side).isTls13())
            anomaly("tls.unexpected_record", "An unprotected handshake record behind protected ones.", origin);
        else
            handshake(side, record.fragment, false, origin);
        return Handled::done;
    default:
        return Handled::done;
    }
}

TlsConnection::Handled TlsConnection::changeCipher(Side side, Origin)
{
    auto &d = direction(side);
    const auto &server = m_tracker.active(Side::responder);
    // Whether it means anything depends on the version; in TLS 1.3 it is there for middleboxes only (RFC 8446 § D.4).
    if (!m_tracker.heard(Side::responder))
        return m_tracker.heard(Side::originator) ? Handled::wait : Handled::done;
    if (server.isTls13OrRetried())
        return Handled::done;
    m_tracker.changeCipher(side);
    d.cipherChanged = true;
    d.opener.reset();
    d.handshake.reset();
    return Handled::done;
}

TlsConnection::Handled TlsConnection::handleProtected(Side side, const Record &record, Origin origin)
{
    auto &d = direction(side);
    if (!m_tracker.heard(side))
        return lostBeforeKeys(side, origin);
    if (!d.opener && prepare(side, origin) == Handled::wait)
        return Handled::wait;
    if (m_dead)
        return Handled::done;
    if (!d.opener)
        return Handled::done; // refused early data in front of a second ClientHello
    if (comesTooEarly(side, origin))
        return Handled::wait;
    ScratchBuffer scratch;
    RecordOpener::Opened opened;
    switch (d.opener->open(record, scratch.bytes(), opened)) {
    case RecordOpener::Status::wait:
        return Handled::wait;
    case RecordOpener::Status::skipped:
        return Handled::done;
    case RecordOpener::Status::failed:
        recordLost(side, origin);
        return Handled::done;
    case RecordOpener::Status::opened:
        break;
    }
    ++m_opened;
    d.openedAny = true;
    updateProgress();
    tellGap(side, origin);
    content(side, opened.type, opened.content, origin);
    return Handled::done;
}

/// The side's hello is missing: the capture began later, or a hole took it.
TlsConnection::Handled TlsConnection::lostBeforeKeys(Side, Origin origin)
{
    ++m_failed;
    fail(Failure::missingPackets, origin);
    return Handled::done;
}

void TlsConnection::recordLost(Side side, Origin origin)
{
    auto &d = direction(side);
    ++m_failed;
    d.handshake.reset();
    if (!d.tellGap)
        anomaly("tls.bad_record_mac", "A record's integrity check fails: wrong key, or damaged bytes.", origin);
    d.tellGap = true;
    if (d.openedAny && !d.sawGap)
        tellGap(side, origin);
}

TlsConnection::Handled TlsConnection::prepare(Side side, Origin origin)
{
    auto &d = direction(side);
    auto &negotiation = m_tracker.active(side);
    const auto &client = m_tracker.active(Side::originator);
    if (side == Side::originator && negotiation.retried && !negotiation.server && negotiation.offersEarlyData)
        return Handled::done;
    if (!negotiation.server || !client.clientRandom)
        return Handled::wait;
    if (!negotiation.suite || negotiation.server->compression != 0) {
        anomaly("tls.unsupported_cipher", "Records of this cipher suite or compression cannot be opened.", origin);
        fail(Failure::unsupportedCipher, origin);
        return Handled::done;
    }
    const auto handled = negotiation.isTls13() ? prepareTls13(side) : prepareLegacy(side, origin);
    if (d.opener && std::exchange(d.lostBeforeOpener, false))
        d.opener->lost(0);
    return handled;
}

TlsConnection::Handled TlsConnection::prepareTls13(Side side)
{
    auto &negotiation = m_tracker.active(side);
    auto early = EarlyData::none;
    if (side == Side::originator && negotiation.offersEarlyData) {
        if (!negotiation.takesEarlyData && !m_presumeEarlyData)
            return Handled::wait;
        early = negotiation.takesEarlyData.value_or(true) ? EarlyData::taken : EarlyData::refused;
    }
    direction(side).opener = std::make_unique<Tls13Opener>(
        m_keys, *negotiation.clientRandom, *negotiation.suite, side == Side::originator, early);
    return Handled::done;
}

TlsConnection::Handled TlsConnection::prepareLegacy(Side side, Origin origin)
{
    auto &d = direction(side);
    auto &negotiation = m_tracker.active(side);
    // Application data without a ChangeCipherSpec: a hole has swallowed it.
    if (!std::exchange(d.cipherChanged, true)) {
        m_tracker.changeCipher(side);
        d.lostBeforeOpener = true;
    }
    std::unique_ptr<RecordProtection> protection;
    if (const auto master = findMasterSecret(m_keys, negotiation))
        protection = legacyProtection(negotiation, *master, side == Side::originator);
    else if (negotiation.suite->bulk == Bulk::null)
        protection = std::make_unique<UncheckedNullProtection>(negotiation.suite->mac);
    else
        return Handled::wait;
    if (!protection) {
        anomaly("tls.unsupported_cipher", "The installed OpenSSL lacks this cipher.", origin);
        fail(Failure::unsupportedCipher, origin);
        return Handled::done;
    }
    d.opener = std::make_unique<LegacyOpener>(std::move(protection));
    return Handled::done;
}

void TlsConnection::content(Side side, ContentType type, base::ByteView content, Origin origin)
{
    switch (type) {
    case ContentType::applicationData:
        report(origin);
        if (side == Side::responder && m_tracker.active(side).isTls13())
            m_presumeEarlyData = true; // the server is past the message that would have told
        if (!content.empty())
            m_listener.data(side, content, origin);
        break;
    case ContentType::handshake:
        handshake(side, content, true, origin);
        break;
    case ContentType::alert:
        alert(side, content, origin);
        break;
    case ContentType::changeCipherSpec:
        changeCipher(side, origin);
        break;
    default:
        break;
    }
}

void TlsConnection::handshake(Side side, base::ByteView content, bool isProtected, Origin origin)
{
    auto &d = direction(side);
    d.handshake.feed(content);
    while (const auto message = d.handshake.next()) {
        if (!m_tracker.message(side, *message, isProtected))
            anomaly("tls.bad_handshake", "A handshake message is malformed.", origin);
        if (isProtected && d.opener)
            d.opener->handshakeMessage(message->type);
        m_handshakeMoved = true;
        m_factsTold = m_factsTold && message->type != HandshakeType::clientHello
            && message->type != HandshakeType::serverHello && message->type != HandshakeType::encryptedExtensions;
    }
    if (d.handshake.takeTooLarge())
        anomaly("tls.handshake_too_large", "A handshake message is larger than any that is kept.", origin);
}

/// RFC 8446 § 6.
void TlsConnection::alert(Side side, base::ByteView content, Origin origin)
{
    if (content.size() != 2)
        return;
    enum Description : std::uint8_t {
        closeNotify = 0,
        badCertificate = 42,
        unsupportedCertificate = 43,
        certificateRevoked = 44,
        certificateExpired = 45,
        certificateUnknown = 46,
        unknownAuthority = 48
    };
    switch (content[1]) {
    case closeNotify:
        finish(side, reassembly::StreamEnd::finished, origin);
        break;
    case badCertificate:
    case unsupportedCertificate:
    case certificateRevoked:
    case certificateExpired:
    case certificateUnknown:
    case unknownAuthority:
        if (side == Side::originator) {
            m_tracker.facts.failure = Failure::clientRejectedCertificate;
            m_factsTold = false;
        }
        break;
    default:
        break;
    }
}

} // namespace telltale::tls

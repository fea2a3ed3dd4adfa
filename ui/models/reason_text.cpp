// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reason_text.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace telltale::models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ReasonText", text);
}

} // namespace

ReasonText reasonText(session::Reason reason)
{
    using session::Reason;
    switch (reason) {
    case Reason::none:
        return {tr("its handshake is not complete"), tr("Nothing has been sent inside it that could be shown.")};
    case Reason::noKey:
        return {tr("no key for it was given"),
            tr("Decrypting was off when it began, or no key log covers it: watch the phone with Decrypt, or open the key "
               "log that was written with this capture.")};
    case Reason::keyTooLate:
        return {tr("its key came too late"), tr("Open the capture again together with its whole key log.")};
    case Reason::pinned:
        return {tr("the app trusts only its own certificate"),
            tr("It passes untouched, so that it works. Only keys from inside the app open it: from a rooted phone or "
               "an "
               "emulator.")};
    case Reason::clientRejectedCertificate:
        return {tr("the app refused this computer's certificate"),
            tr("Install the certificate on the phone and open the app again. Apps that trust only the system's "
               "certificates go on refusing it, and then pass untouched.")};
    case Reason::relayBypassed:
        return {tr("it went past this computer's relay"),
            tr("It was open before decrypting began, or uses QUIC or another port: close the app on the phone and open "
               "it again.")};
    case Reason::missingPackets:
        return {tr("packets are missing"), tr("Capture on the hotspot interface itself, with a larger buffer.")};
    case Reason::unsupportedCipher:
        return {tr("its cipher is one Telltale cannot read"), tr("Open the capture in Wireshark with the same keys.")};
    case Reason::unknownProtocol:
        return {tr("what it carries is no protocol Telltale knows"), tr("Look at its bytes in Wireshark.")};
    case Reason::ech:
        return {tr("the server's name is encrypted too (ECH)"),
            tr("A key log that covers this connection opens it; without one, only times and sizes are known.")};
    }
    return {};
}

QString reasonName(session::Reason reason)
{
    using session::Reason;
    switch (reason) {
    case Reason::none:
        return QStringLiteral("none");
    case Reason::noKey:
        return QStringLiteral("no_key");
    case Reason::keyTooLate:
        return QStringLiteral("key_too_late");
    case Reason::pinned:
        return QStringLiteral("pinned");
    case Reason::clientRejectedCertificate:
        return QStringLiteral("client_rejected_certificate");
    case Reason::relayBypassed:
        return QStringLiteral("relay_bypassed");
    case Reason::missingPackets:
        return QStringLiteral("missing_packets");
    case Reason::unsupportedCipher:
        return QStringLiteral("unsupported_cipher");
    case Reason::unknownProtocol:
        return QStringLiteral("unknown_protocol");
    case Reason::ech:
        return QStringLiteral("ech");
    }
    return {};
}

QString serverFailureText(const QString &reason)
{
    const std::array<std::pair<const char *, QString>, 10> texts{{
        {"certificate_expired", tr("its certificate has expired")},
        {"certificate_not_yet_valid", tr("its certificate is not valid yet")},
        {"certificate_revoked", tr("its certificate was revoked")},
        {"self_signed", tr("it signed its certificate itself")},
        {"unknown_issuer", tr("nobody known signed its certificate")},
        {"wrong_name", tr("its certificate is for another name")},
        {"bad_certificate", tr("its certificate is bad")},
        {"connect_refused", tr("it refused the connection")},
        {"connect_timeout", tr("it did not answer")},
        {"connect_failed", tr("it could not be reached")},
    }};
    for (const auto &[word, text] : texts) {
        if (reason == QLatin1String(word))
            return text;
    }
    return reason;
}

QString sourceText(session::AppSource source)
{
    using session::AppSource;
    switch (source) {
    case AppSource::device:
        return tr("socket table");
    case AppSource::pcapdroid:
        return tr("PCAPdroid");
    case AppSource::pirogue:
        return tr("PiRogue");
    case AppSource::header:
        return tr("request header");
    case AppSource::payload:
        return tr("package in payload");
    case AppSource::host:
        return tr("host rule");
    case AppSource::fingerprint:
        return tr("TLS fingerprint");
    case AppSource::user:
        return tr("named by you");
    }
    return {};
}

QString confidenceText(session::Confidence confidence)
{
    using session::Confidence;
    switch (confidence) {
    case Confidence::possible:
        return tr("possible");
    case Confidence::likely:
        return tr("likely");
    case Confidence::certain:
        return tr("certain");
    }
    return {};
}

} // namespace telltale::models

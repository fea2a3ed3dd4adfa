// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reason_text.h"

#include <QCoreApplication>

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
            tr("Watch the phone with Decrypt, or open the key log that was written with this capture.")};
    case Reason::keyTooLate:
        return {tr("its key came too late"), tr("Open the capture again together with its whole key log.")};
    case Reason::pinned:
        return {tr("the app trusts only its own certificate"),
            tr("It passes untouched, so that it works. Only a key log written inside the app opens it: PCAPdroid on a "
               "rooted "
               "phone, or an emulator.")};
    case Reason::clientRejectedCertificate:
        return {tr("the app refused this computer's certificate"),
            tr("Install the certificate on the phone and open the app again. Apps that trust only the system's "
               "certificates go on refusing it, and then pass untouched.")};
    case Reason::relayBypassed:
        return {tr("it went past Decrypt: open before it began, on another port, or QUIC"),
            tr("Close the app on the phone and open it again; refuse QUIC, so that it uses TCP.")};
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

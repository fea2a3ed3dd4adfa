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
        return {tr("no key for it was given"), tr("Open the key log that was written with this capture.")};
    case Reason::keyTooLate:
        return {tr("its key came too late"), tr("Open the capture again together with its whole key log.")};
    case Reason::pinned:
        return {tr("the app trusts only its own certificate"),
            tr("Interception cannot open this app; use a key log written inside it.")};
    case Reason::clientRejectedCertificate:
        return {tr("the app refused this computer's certificate"),
            tr("Install the certificate on the phone; apps for Android 7 and later must also accept user "
               "certificates.")};
    case Reason::relayBypassed:
        return {tr("it went past the relay"), tr("Refuse QUIC, so that the app uses TCP, and redirect its port.")};
    case Reason::missingPackets:
        return {tr("packets are missing"), tr("Capture on the hotspot interface itself, with a larger buffer.")};
    case Reason::unsupportedCipher:
        return {tr("its cipher is one Telltale cannot read"), tr("Open the capture in Wireshark with the same keys.")};
    case Reason::unknownProtocol:
        return {tr("what it carries is no protocol Telltale knows"), tr("Look at its bytes in Wireshark.")};
    case Reason::ech:
        return {tr("the server's name is encrypted too (ECH)"), tr("A key log that covers this connection opens it.")};
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

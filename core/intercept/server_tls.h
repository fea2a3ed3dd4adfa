// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "intercept/openssl_handle.h"

#include <string>
#include <vector>

namespace telltale::intercept {

/// The relay's side towards the servers: verifies them as the phone would, with the trust anchors of this
/// computer and those given in addition. All anchors are read at the start; no file is opened later.
class ServerTls {
public:
    static base::Result<ServerTls> begin(const std::vector<std::string> &furtherAnchors);

    /// A client session for @p host, or, where that is empty, for the address in text form: the name or
    /// address must stand in the server's certificate. Offers @p alpn in that order, nothing when empty.
    /// Null when memory is short.
    [[nodiscard]] TlsSession session(
        const std::string &host, const std::string &address, const std::vector<std::string> &alpn) const;

private:
    explicit ServerTls(TlsContext context);

    TlsContext m_context;
};

/// Of what the phone offers, in its order, what HTTP can be read from: h2 and http/1.1.
std::vector<std::string> readableProtocols(const std::vector<std::string> &offered);

/// The reason in an event for a verification that failed (an X509_V_ERR_ number): certificate_expired,
/// certificate_not_yet_valid, self_signed, unknown_issuer, wrong_name, certificate_revoked or bad_certificate.
const char *certificateFailure(long verifyResult);

/// True when the chain is sound but ends at an authority that is not known here.
bool isUnknownAuthority(long verifyResult);

/// Did this server ask for a certificate of the phone during the handshake?
bool askedForCertificate(const SSL *session);

} // namespace telltale::intercept

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "intercept/openssl_handle.h"

#include <string>

namespace telltale::intercept {

/// The certificate authority of this computer: ECDSA P-256, CA:TRUE with pathLenConstraint 0, for signing
/// alone, valid for 90 days of which two lie behind (phones' clocks are late). It lives in one file,
/// authority.pem (mode 0600, written whole or not at all), in a folder of mode 0700. The key leaves that
/// file for no purpose but signing.
class CertificateAuthority {
public:
    enum class Origin { loaded, made, renewed };

    /// Where the authority is kept when nothing else is said: $XDG_DATA_HOME/telltale/ca, or below
    /// ~/.local/share. Empty where the user has no home.
    static std::string defaultFolder();
    static std::string fileIn(const std::string &folder);
    static bool existsIn(const std::string &folder);

    /// Loads it; makes it on first use; renews it when at most a day is left.
    /// @p computer goes into the name: "Telltale on HOST, 2026-11-22".
    static base::Result<CertificateAuthority> open(
        const std::string &folder, const std::string &computer, base::Timestamp now);
    /// Loads it, also when it has expired. Refuses a file that others may read or that is not ours.
    static base::Result<CertificateAuthority> load(const std::string &folder);
    /// Makes a new one in the place of any old one.
    static base::Result<CertificateAuthority> renew(
        const std::string &folder, const std::string &computer, base::Timestamp now);
    /// Deletes the file; no error when there is none.
    static base::Status remove(const std::string &folder);

    [[nodiscard]] X509 *certificate() const { return m_certificate.get(); }
    [[nodiscard]] EVP_PKEY *key() const { return m_key.get(); }
    [[nodiscard]] Origin origin() const { return m_origin; }

private:
    CertificateAuthority(Certificate certificate, PrivateKey key, Origin origin);

    Certificate m_certificate;
    PrivateKey m_key;
    Origin m_origin;
};

/// The name of this computer; "this computer" where it has none.
std::string computerName();

} // namespace telltale::intercept

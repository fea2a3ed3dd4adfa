// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "intercept/openssl_handle.h"

#include <string>

namespace telltale::intercept {

/// The parts that the authority's certificate and the leaves are made of.

/// A new ECDSA P-256 key.
base::Result<PrivateKey> makeKey();

/// Version 3, a random serial number of 127 bits, valid in [from, until], for the public part of @p key.
/// Null when memory is short.
Certificate beginCertificate(EVP_PKEY *key, base::Timestamp from, base::Timestamp until);

/// One extension by OpenSSL's name and value (x509v3_config(5)); values come from us alone, never from
/// traffic. False when OpenSSL refuses.
bool addExtension(X509 *certificate, X509 *issuer, int nid, const std::string &value);

base::Timestamp startOf(const X509 *certificate);
base::Timestamp endOf(const X509 *certificate);
/// Common name of the subject; empty when there is none.
std::string commonNameOf(const X509 *certificate);
/// SHA-256 of the DER form as "AB:CD:…".
std::string fingerprintOf(const X509 *certificate);
std::string pemOf(X509 *certificate);
base::ByteBuffer derOf(X509 *certificate);

/// What OpenSSL's error queue says last, for people; the queue is empty afterwards.
std::string lastOpenSslError();

} // namespace telltale::intercept

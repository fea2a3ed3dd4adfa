// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/cipher_suites.h"

#include "tls/cipher_suite_names.h"
#include "tls/tls_listener.h"

#include <array>
#include <cstdio>

namespace telltale::tls {

namespace {

struct BulkName {
    std::string_view name;
    Bulk bulk;
    CipherKind kind;
    std::uint8_t keyBytes, blockBytes, tagBytes, exportKeyBytes;
};

// Longer names stand before those they begin with.
constexpr std::array bulkNames{
    BulkName{"AES_128_GCM", Bulk::aes128Gcm, CipherKind::aead, 16, 0, 16, 0},
    BulkName{"AES_256_GCM", Bulk::aes256Gcm, CipherKind::aead, 32, 0, 16, 0},
    BulkName{"CHACHA20_POLY1305", Bulk::chacha20Poly1305, CipherKind::aead, 32, 0, 16, 0},
    BulkName{"AES_128_CCM_8", Bulk::aes128Ccm, CipherKind::aead, 16, 0, 8, 0},
    BulkName{"AES_256_CCM_8", Bulk::aes256Ccm, CipherKind::aead, 32, 0, 8, 0},
    BulkName{"AES_128_CCM", Bulk::aes128Ccm, CipherKind::aead, 16, 0, 16, 0},
    BulkName{"AES_256_CCM", Bulk::aes256Ccm, CipherKind::aead, 32, 0, 16, 0},
    BulkName{"ARIA_128_GCM", Bulk::aria128Gcm, CipherKind::aead, 16, 0, 16, 0},
    BulkName{"ARIA_256_GCM", Bulk::aria256Gcm, CipherKind::aead, 32, 0, 16, 0},
    BulkName{"AES_128_CBC", Bulk::aes128Cbc, CipherKind::block, 16, 16, 0, 0},
    BulkName{"AES_256_CBC", Bulk::aes256Cbc, CipherKind::block, 32, 16, 0, 0},
    BulkName{"CAMELLIA_128_CBC", Bulk::camellia128Cbc, CipherKind::block, 16, 16, 0, 0},
    BulkName{"CAMELLIA_256_CBC", Bulk::camellia256Cbc, CipherKind::block, 32, 16, 0, 0},
    BulkName{"ARIA_128_CBC", Bulk::aria128Cbc, CipherKind::block, 16, 16, 0, 0},
    BulkName{"ARIA_256_CBC", Bulk::aria256Cbc, CipherKind::block, 32, 16, 0, 0},
    BulkName{"SEED_CBC", Bulk::seed, CipherKind::block, 16, 16, 0, 0},
    BulkName{"3DES_EDE_CBC", Bulk::tripleDes, CipherKind::block, 24, 8, 0, 0},
    BulkName{"DES40_CBC", Bulk::des, CipherKind::block, 8, 8, 0, 5},
    BulkName{"DES_CBC", Bulk::des, CipherKind::block, 8, 8, 0, 0},
    BulkName{"IDEA_CBC", Bulk::idea, CipherKind::block, 16, 8, 0, 0},
    BulkName{"RC2_CBC_40", Bulk::rc2, CipherKind::block, 16, 8, 0, 5},
    BulkName{"RC4_128", Bulk::rc4, CipherKind::stream, 16, 0, 0, 0},
    BulkName{"RC4_40", Bulk::rc4, CipherKind::stream, 16, 0, 0, 5},
    BulkName{"NULL", Bulk::null, CipherKind::stream, 0, 0, 0, 0},
};

struct HashName {
    std::string_view name;
    Hash hash;
};
constexpr std::array hashNames{HashName{"_MD5", Hash::md5}, HashName{"_SHA", Hash::sha1},
    HashName{"_SHA256", Hash::sha256}, HashName{"_SHA384", Hash::sha384}};

} // namespace

std::optional<CipherSuite> cipherSuite(std::uint16_t number)
{
    std::string_view name = shortSuiteName(number);
    const auto with = name.find("WITH_");
    if (with != std::string_view::npos)
        name.remove_prefix(with + 5);
    else if (number >> 8 != 0x13) // only the suites of TLS 1.3 name no key exchange
        return std::nullopt;
    for (const auto &bulk : bulkNames) {
        if (!name.starts_with(bulk.name))
            continue;
        name.remove_prefix(bulk.name.size());
        CipherSuite suite{bulk.bulk, bulk.kind, bulk.keyBytes, bulk.blockBytes, bulk.tagBytes, bulk.exportKeyBytes};
        Hash hash = Hash::none;
        for (const auto &known : hashNames) {
            if (known.name == name)
                hash = known.hash;
        }
        // CCM suites before TLS 1.3 name no hash and use SHA-256 (RFC 6655 § 3).
        if (hash == Hash::none && !(name.empty() && bulk.kind == CipherKind::aead))
            return std::nullopt;
        // RFC 5246 § 5: SHA-256 unless the suite says better.
        suite.prf = hash == Hash::sha384 ? Hash::sha384 : Hash::sha256;
        suite.mac = bulk.kind == CipherKind::aead ? Hash::none : hash;
        return suite;
    }
    return std::nullopt;
}

std::string versionName(std::uint16_t version)
{
    switch (version) {
    case 0x0300:
        return "SSL 3.0";
    case 0x0301:
        return "TLS 1.0";
    case 0x0302:
        return "TLS 1.1";
    case 0x0303:
        return "TLS 1.2";
    case 0x0304:
        return "TLS 1.3";
    default:
        return {};
    }
}

std::string cipherSuiteName(std::uint16_t suite)
{
    const auto name = shortSuiteName(suite);
    if (!name.empty())
        return "TLS_" + std::string(name);
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "0x%04x", static_cast<unsigned>(suite));
    return text.data();
}

} // namespace telltale::tls

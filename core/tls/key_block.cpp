// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_block.h"

#include "tls/prf.h"

namespace telltale::tls {

namespace {

base::ByteBuffer joined(base::ByteView first, base::ByteView second)
{
    base::ByteBuffer out(first.begin(), first.end());
    out.insert(out.end(), second.begin(), second.end());
    return out;
}

/// RFC 2246 § 6.3.1, RFC 6101 § 6.2.2.1: export suites stretch a short key with public randoms only.
Secret exportKey(const Negotiation &negotiation, base::ByteView shortKey, bool ofClient)
{
    const auto &server = *negotiation.server;
    const auto &clientRandom = *negotiation.clientRandom;
    const std::size_t size = negotiation.suite->keyBytes;
    if (server.version == 0x0300) {
        const auto seed = ofClient ? joined(clientRandom, server.random) : joined(server.random, clientRandom);
        const auto digest = digestOf(Hash::md5, {shortKey, seed});
        return digest.size() < size ? Secret() : Secret(base::ByteView(digest).first(size));
    }
    return tlsPrf(server.version, negotiation.suite->prf, shortKey, ofClient ? "client write key" : "server write key",
        joined(clientRandom, server.random), size);
}

Secret exportIv(const Negotiation &negotiation, bool ofClient)
{
    const auto &server = *negotiation.server;
    const auto &clientRandom = *negotiation.clientRandom;
    const std::size_t size = negotiation.suite->blockBytes;
    if (size == 0)
        return {};
    if (server.version == 0x0300) {
        const auto digest = ofClient ? digestOf(Hash::md5, {clientRandom, server.random})
                                     : digestOf(Hash::md5, {server.random, clientRandom});
        return digest.size() < size ? Secret() : Secret(base::ByteView(digest).first(size));
    }
    const auto block =
        tlsPrf(server.version, negotiation.suite->prf, {}, "IV block", joined(clientRandom, server.random), 2 * size);
    return block.empty() ? Secret() : Secret(block.view().subspan(ofClient ? 0 : size, size));
}

} // namespace

std::unique_ptr<RecordProtection> legacyProtection(const Negotiation &negotiation, const Secret &master, bool ofClient)
{
    const CipherSuite &suite = *negotiation.suite;
    const auto &server = *negotiation.server;
    const std::size_t macBytes = hashSize(suite.mac);
    const std::size_t keyBytes = suite.exportKeyBytes != 0 ? suite.exportKeyBytes : suite.keyBytes;
    const std::size_t fixedNonce = suite.bulk == Bulk::chacha20Poly1305 ? 12 : 4;
    const std::size_t ivBytes = suite.kind == CipherKind::aead ? fixedNonce : suite.blockBytes;
    const std::size_t size = 2 * (macBytes + keyBytes + ivBytes);
    const auto seed = joined(server.random, *negotiation.clientRandom);
    const Secret block = server.version == 0x0300
        ? ssl3Prf(master.view(), seed, size)
        : tlsPrf(server.version, suite.prf, master.view(), "key expansion", seed, size);
    if (block.empty())
        return nullptr;
    const std::size_t which = ofClient ? 0 : 1;
    DirectionKeys keys;
    keys.mac = block.view().subspan(which * macBytes, macBytes);
    keys.key = block.view().subspan(2 * macBytes + which * keyBytes, keyBytes);
    keys.iv = block.view().subspan(2 * (macBytes + keyBytes) + which * ivBytes, ivBytes);
    Secret stretched, iv;
    if (suite.exportKeyBytes != 0) {
        stretched = exportKey(negotiation, keys.key, ofClient);
        iv = exportIv(negotiation, ofClient);
        keys.key = stretched.view();
        keys.iv = iv.view();
    }
    return makeProtection(server.version, suite, server.encryptThenMac, keys);
}

} // namespace telltale::tls

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/record_protection.h"

#include "tls/aead_protection.h"
#include "tls/block_protection.h"
#include "tls/stream_protection.h"

namespace telltale::tls {

namespace {

template <typename Protection, typename... Arguments>
std::unique_ptr<RecordProtection> ifUsable(Arguments &&...arguments)
{
    auto protection = std::make_unique<Protection>(std::forward<Arguments>(arguments)...);
    if (!protection->usable())
        return nullptr;
    return protection;
}

} // namespace

std::unique_ptr<RecordProtection> makeProtection(
    std::uint16_t version, const CipherSuite &suite, bool encryptThenMac, const DirectionKeys &keys)
{
    switch (suite.kind) {
    case CipherKind::aead:
        return ifUsable<AeadProtection>(version, suite, keys);
    case CipherKind::block:
        return ifUsable<BlockProtection>(version, suite, encryptThenMac, keys);
    case CipherKind::stream:
        return ifUsable<StreamProtection>(version, suite, keys);
    }
    return nullptr;
}

} // namespace telltale::tls

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_schedule.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <string>

namespace telltale::tls {

namespace {

Secret runHkdf(Hash hash, int mode, base::ByteView key, const char *extraName, base::ByteView extra, std::size_t size)
{
    const KdfContext context(EVP_KDF_CTX_new(CryptoLibrary::instance().hkdf()));
    const char *name = CryptoLibrary::digestName(hash);
    if (!context || name == nullptr || key.empty() || size == 0)
        return {};
    std::string digest = name;
    std::array<OSSL_PARAM, 5> params{
        OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, const_cast<std::uint8_t *>(key.data()), key.size()),
        OSSL_PARAM_construct_end(),
        OSSL_PARAM_construct_end(),
    };
    if (!extra.empty())
        params[3] =
            OSSL_PARAM_construct_octet_string(extraName, const_cast<std::uint8_t *>(extra.data()), extra.size());
    Secret out(size);
    return EVP_KDF_derive(context.get(), out.data(), out.size(), params.data()) == 1 ? out : Secret();
}

} // namespace

Secret hkdfExtract(Hash hash, base::ByteView salt, base::ByteView keyMaterial)
{
    return runHkdf(hash, EVP_KDF_HKDF_MODE_EXTRACT_ONLY, keyMaterial, OSSL_KDF_PARAM_SALT, salt, hashSize(hash));
}

Secret hkdfExpand(Hash hash, base::ByteView secret, base::ByteView info, std::size_t size)
{
    return runHkdf(hash, EVP_KDF_HKDF_MODE_EXPAND_ONLY, secret, OSSL_KDF_PARAM_INFO, info, size);
}

Secret hkdfExpandLabel(
    Hash hash, base::ByteView secret, std::string_view label, base::ByteView context, std::size_t size)
{
    base::ByteBuffer info;
    info.reserve(10 + label.size() + context.size());
    info.push_back(static_cast<std::uint8_t>(size >> 8));
    info.push_back(static_cast<std::uint8_t>(size));
    constexpr std::string_view prefix = "tls13 ";
    info.push_back(static_cast<std::uint8_t>(prefix.size() + label.size()));
    info.insert(info.end(), prefix.begin(), prefix.end());
    info.insert(info.end(), label.begin(), label.end());
    info.push_back(static_cast<std::uint8_t>(context.size()));
    info.insert(info.end(), context.begin(), context.end());
    return hkdfExpand(hash, secret, info, size);
}

TrafficKeys trafficKeys(Hash hash, base::ByteView trafficSecret, std::size_t keyBytes, std::size_t ivBytes)
{
    return {hkdfExpandLabel(hash, trafficSecret, "key", {}, keyBytes),
        hkdfExpandLabel(hash, trafficSecret, "iv", {}, ivBytes)};
}

Secret nextTrafficSecret(Hash hash, base::ByteView trafficSecret)
{
    return hkdfExpandLabel(hash, trafficSecret, "traffic upd", {}, hashSize(hash));
}

} // namespace telltale::tls

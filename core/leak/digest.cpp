// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/digest.h"

#include "leak/murmur3.h"

#include <openssl/evp.h>
#include <xxhash.h>
#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <memory>

namespace telltale::leak {

namespace {

constexpr std::array<std::string_view, digestKinds> names{"md5", "sha1", "sha224", "sha256", "sha384", "sha512",
    "sha3-224", "sha3-256", "sha3-384", "sha3-512", "xxh64", "murmur3-128", "murmur3-128", "crc32", "xxh32",
    "murmur3-32"};
constexpr std::size_t cryptographic = 10; // the first of them, which OpenSSL knows by these names

struct MdFree {
    void operator()(EVP_MD *md) const { EVP_MD_free(md); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

/// Fetching an algorithm costs more than hashing a name with it, and so does giving a context another algorithm: each
/// thread has one of each.
class Hasher {
public:
    Hasher()
    {
        for (std::size_t i = 0; i < cryptographic; ++i) {
            const std::unique_ptr<EVP_MD, MdFree> md(EVP_MD_fetch(nullptr, names[i].data(), nullptr));
            m_contexts[i].reset(EVP_MD_CTX_new());
            // A system may forbid an algorithm (MD5 under FIPS rules): its digest is empty and never found.
            if (!md || !m_contexts[i] || EVP_DigestInit_ex2(m_contexts[i].get(), md.get(), nullptr) != 1)
                m_contexts[i].reset();
        }
    }

    DigestValue hash(std::size_t kind, base::ByteView bytes)
    {
        DigestValue value;
        unsigned size = 0;
        EVP_MD_CTX *const context = m_contexts[kind].get();
        if (context != nullptr && EVP_DigestInit_ex2(context, nullptr, nullptr) == 1
            && EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1
            && EVP_DigestFinal_ex(context, value.octets.data(), &size) == 1)
            value.size = size;
        return value;
    }

private:
    std::array<std::unique_ptr<EVP_MD_CTX, MdFree>, cryptographic> m_contexts; // empty: forbidden
};

void put(DigestValue &value, std::uint64_t number, std::size_t size)
{
    for (std::size_t i = 0; i < size; ++i)
        value.octets[value.size++] = static_cast<std::uint8_t>(number >> (8 * (size - 1 - i)));
}

} // namespace

std::string_view nameOf(DigestKind kind)
{
    return names[static_cast<std::size_t>(kind)];
}

std::uint64_t DigestValue::key() const
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < std::min(size, shortestDigest); ++i)
        number = number << 8 | octets[i];
    return number;
}

DigestValue digestOf(DigestKind kind, base::ByteView bytes)
{
    DigestValue value;
    switch (kind) {
    case DigestKind::xxh64:
        put(value, XXH64(bytes.data(), bytes.size(), 0), 8);
        return value;
    case DigestKind::murmur3x128:
    case DigestKind::murmur3x128le: {
        for (const std::uint64_t half : murmur3x128(bytes))
            put(value, half, 8);
        if (kind == DigestKind::murmur3x128le) {
            std::reverse(value.octets.begin(), value.octets.begin() + 8);
            std::reverse(value.octets.begin() + 8, value.octets.begin() + 16);
        }
        return value;
    }
    case DigestKind::crc32:
        put(value, ::crc32(0, bytes.data(), static_cast<uInt>(std::min<std::size_t>(bytes.size(), UINT32_MAX))), 4);
        return value;
    case DigestKind::xxh32:
        put(value, XXH32(bytes.data(), bytes.size(), 0), 4);
        return value;
    case DigestKind::murmur3x32:
        put(value, murmur3x32(bytes), 4);
        return value;
    default:
        break;
    }
    thread_local Hasher hasher;
    return hasher.hash(static_cast<std::size_t>(kind), bytes);
}

} // namespace telltale::leak

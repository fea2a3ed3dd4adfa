// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/idea_cipher.h"

#include <openssl/crypto.h>

namespace telltale::tls {

namespace {

constexpr std::uint32_t prime = 65537; // 2^16 + 1, in whose group 0 stands for 2^16
constexpr std::size_t rounds = 8;

std::uint16_t times(std::uint16_t a, std::uint16_t b)
{
    const std::uint64_t left = a == 0 ? prime - 1 : a, right = b == 0 ? prime - 1 : b;
    return static_cast<std::uint16_t>(left * right % prime);
}

/// a^(prime - 2), by Fermat.
std::uint16_t inverse(std::uint16_t a)
{
    std::uint16_t result = 1;
    for (std::uint32_t exponent = prime - 2; exponent != 0; exponent >>= 1) {
        if ((exponent & 1) != 0)
            result = times(result, a);
        a = times(a, a);
    }
    return result;
}

std::uint16_t plus(std::uint16_t a, std::uint16_t b)
{
    return static_cast<std::uint16_t>(a + b);
}

std::uint16_t minus(std::uint16_t a)
{
    return static_cast<std::uint16_t>(-a);
}

/// The subkeys of encryption: the key's 128 bits again and again, turned left by 25 after each eight.
std::array<std::uint16_t, 52> encryptionKeys(base::ByteView key)
{
    std::array<std::uint16_t, 52> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t bit = (i % 8) * 16 + (i / 8) * 25;
        std::uint32_t window = 0;
        for (std::size_t octet = 0; octet < 3; ++octet)
            window = window << 8 | key[(bit / 8 + octet) % 16];
        out[i] = static_cast<std::uint16_t>(window >> (8 - bit % 8));
    }
    return out;
}

} // namespace

IdeaCipher::IdeaCipher(base::ByteView key)
{
    auto forward = encryptionKeys(key);
    for (std::size_t round = 0; round <= rounds; ++round) {
        const std::size_t from = 48 - 6 * round, to = 6 * round;
        const bool outer = round == 0 || round == rounds; // elsewhere the middle words have been swapped
        m_keys[to] = inverse(forward[from]);
        m_keys[to + 1] = minus(forward[from + (outer ? 1 : 2)]);
        m_keys[to + 2] = minus(forward[from + (outer ? 2 : 1)]);
        m_keys[to + 3] = inverse(forward[from + 3]);
        if (round < rounds) {
            m_keys[to + 4] = forward[from - 2];
            m_keys[to + 5] = forward[from - 1];
        }
    }
    OPENSSL_cleanse(forward.data(), sizeof forward);
}

IdeaCipher::~IdeaCipher()
{
    OPENSSL_cleanse(m_keys.data(), sizeof m_keys);
}

void IdeaCipher::decryptBlock(const std::uint8_t *in, std::uint8_t *out) const
{
    std::array<std::uint16_t, 4> x{};
    for (std::size_t i = 0; i < 4; ++i)
        x[i] = static_cast<std::uint16_t>(in[2 * i] << 8 | in[2 * i + 1]);
    const std::uint16_t *k = m_keys.data();
    for (std::size_t round = 0; round < rounds; ++round, k += 6) {
        const auto a = times(x[0], k[0]), b = plus(x[1], k[1]), c = plus(x[2], k[2]), d = times(x[3], k[3]);
        const auto e = times(static_cast<std::uint16_t>(a ^ c), k[4]);
        const auto f = times(plus(static_cast<std::uint16_t>(b ^ d), e), k[5]);
        const auto g = plus(e, f);
        x = {static_cast<std::uint16_t>(a ^ f), static_cast<std::uint16_t>(c ^ f), static_cast<std::uint16_t>(b ^ g),
            static_cast<std::uint16_t>(d ^ g)};
    }
    const std::array<std::uint16_t, 4> y{times(x[0], k[0]), plus(x[2], k[1]), plus(x[1], k[2]), times(x[3], k[3])};
    for (std::size_t i = 0; i < 4; ++i) {
        out[2 * i] = static_cast<std::uint8_t>(y[i] >> 8);
        out[2 * i + 1] = static_cast<std::uint8_t>(y[i]);
    }
}

void IdeaCipher::decryptCbc(base::ByteView iv, base::ByteView sealed, std::uint8_t *out) const
{
    const std::uint8_t *previous = iv.data();
    for (std::size_t at = 0; at + blockBytes <= sealed.size(); at += blockBytes) {
        decryptBlock(&sealed[at], out + at);
        for (std::size_t i = 0; i < blockBytes; ++i)
            out[at + i] ^= previous[i];
        previous = &sealed[at];
    }
}

} // namespace telltale::tls

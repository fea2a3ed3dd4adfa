// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <openssl/crypto.h>

#include <utility>

namespace telltale::tls {

/// Key material. Wiped when it goes; has no way to be printed.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::size_t size)
        : m_bytes(size)
    {
    }
    explicit Secret(base::ByteView bytes)
        : m_bytes(bytes.begin(), bytes.end())
    {
    }
    Secret(const Secret &) = default;
    Secret(Secret &&other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    {
    }
    Secret &operator=(const Secret &other)
    {
        if (this != &other)
            *this = Secret(other);
        return *this;
    }
    Secret &operator=(Secret &&other) noexcept
    {
        std::swap(m_bytes, other.m_bytes);
        return *this;
    }
    ~Secret() { OPENSSL_cleanse(m_bytes.data(), m_bytes.size()); }

    [[nodiscard]] base::ByteView view() const { return m_bytes; }
    [[nodiscard]] std::uint8_t *data() { return m_bytes.data(); }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] bool empty() const { return m_bytes.empty(); }
    friend bool operator==(const Secret &, const Secret &) = default;

private:
    base::ByteBuffer m_bytes;
};

} // namespace telltale::tls

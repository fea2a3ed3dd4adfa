// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <string>

namespace telltale::attribution {

/// A file mapped for reading. The view stays valid when the object moves.
class MappedFile {
public:
    /// Errors name the file.
    static base::Result<MappedFile> open(const std::string &path);

    MappedFile(MappedFile &&other) noexcept;
    MappedFile &operator=(MappedFile &&) = delete;
    ~MappedFile();

    [[nodiscard]] base::ByteView bytes() const { return m_bytes; }

private:
    explicit MappedFile(base::ByteView bytes)
        : m_bytes(bytes)
    {
    }

    base::ByteView m_bytes;
};

} // namespace telltale::attribution

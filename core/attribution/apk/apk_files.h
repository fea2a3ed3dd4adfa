// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <optional>
#include <string>

namespace telltale::attribution::apk {

/// The files of an APK by their paths.
class ApkFiles {
public:
    ApkFiles() = default;
    virtual ~ApkFiles() = default;
    ApkFiles(const ApkFiles &) = delete;
    ApkFiles &operator=(const ApkFiles &) = delete;

    /// All of a file; nothing where there is none of that path, it is longer than @p most octets, or damaged.
    virtual std::optional<base::ByteBuffer> read(const std::string &path, std::size_t most) = 0;
};

} // namespace telltale::attribution::apk

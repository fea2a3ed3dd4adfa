// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/apk_files.h"
#include "attribution/apk/octet_ranges.h"
#include "base/result.h"

#include <memory>

namespace telltale::attribution::apk {

/// The files of a ZIP archive (PKWARE APPNOTE.TXT, read by libzip), of which no more is read than is needed: its list
/// of files, and what is asked for.
class ZipFiles final : public ApkFiles {
public:
    /// @param octets  must outlive this. Errors: it is no archive, its list of files is too long or could not be read.
    static base::Result<std::unique_ptr<ZipFiles>> open(OctetRanges &octets);
    ~ZipFiles() override;

    std::optional<base::ByteBuffer> read(const std::string &path, std::size_t most) override;

private:
    struct Reading;
    explicit ZipFiles(std::unique_ptr<Reading> reading);

    std::unique_ptr<Reading> m_reading;
};

} // namespace telltale::attribution::apk

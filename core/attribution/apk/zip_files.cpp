// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/zip_files.h"

#include "attribution/apk/apk_limits.h"

#include <algorithm>
#include <cerrno>
#include <utility>
#include <zip.h>

namespace telltale::attribution::apk {

/// What libzip reads by, and the archive that it makes of it.
struct ZipFiles::Reading {
    explicit Reading(OctetRanges &from)
        : octets(from)
    {
        zip_error_init(&error);
    }
    ~Reading()
    {
        if (archive != nullptr)
            zip_discard(archive);
        zip_error_fini(&error);
    }
    Reading(const Reading &) = delete;
    Reading &operator=(const Reading &) = delete;

    static zip_int64_t serve(void *reading, void *data, zip_uint64_t length, zip_source_cmd_t command);
    zip_int64_t readOn(std::span<std::uint8_t> to);
    zip_int64_t refuse(int why, int system);

    OctetRanges &octets;
    std::uint64_t at = 0;
    std::uint64_t left = ApkLimits::directoryBytes; ///< octets that may be read still, while the archive is opened
    zip_error_t error{};
    zip_t *archive = nullptr;
};

zip_int64_t ZipFiles::Reading::refuse(int why, int system)
{
    zip_error_set(&error, why, system);
    return -1;
}

zip_int64_t ZipFiles::Reading::readOn(std::span<std::uint8_t> to)
{
    const std::uint64_t rest = octets.size() - std::min(at, octets.size());
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(rest, to.size()));
    if (archive == nullptr && count > left)
        return refuse(ZIP_ER_READ, EFBIG);
    left -= archive == nullptr ? count : 0;
    if (count > 0 && !octets.read(at, to.first(count)))
        return refuse(ZIP_ER_READ, EIO);
    at += count;
    return static_cast<zip_int64_t>(count);
}

/// zip_source_function(3).
zip_int64_t ZipFiles::Reading::serve(void *reading, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    Reading &own = *static_cast<Reading *>(reading);
    switch (command) {
    case ZIP_SOURCE_OPEN:
        own.at = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return own.readOn({static_cast<std::uint8_t *>(data), static_cast<std::size_t>(length)});
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_STAT: {
        auto *about = static_cast<zip_stat_t *>(data);
        zip_stat_init(about);
        about->valid = ZIP_STAT_SIZE;
        about->size = own.octets.size();
        return sizeof *about;
    }
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&own.error, data, length);
    case ZIP_SOURCE_SEEK: {
        const zip_int64_t to = zip_source_seek_compute_offset(own.at, own.octets.size(), data, length, &own.error);
        if (to >= 0)
            own.at = static_cast<std::uint64_t>(to);
        return to >= 0 ? 0 : -1;
    }
    case ZIP_SOURCE_TELL:
        return static_cast<zip_int64_t>(own.at);
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
            ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, -1);
    default:
        return own.refuse(ZIP_ER_OPNOTSUPP, 0);
    }
}

ZipFiles::ZipFiles(std::unique_ptr<Reading> reading)
    : m_reading(std::move(reading))
{
}

ZipFiles::~ZipFiles() = default;

base::Result<std::unique_ptr<ZipFiles>> ZipFiles::open(OctetRanges &octets)
{
    auto reading = std::make_unique<Reading>(octets);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_function_create(&Reading::serve, reading.get(), &error);
    zip_t *archive = source != nullptr ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (archive == nullptr) {
        if (source != nullptr)
            zip_source_free(source);
        return base::Error{base::ErrorKind::input, "The app's APK could not be read: " + why + ".", {}};
    }
    reading->archive = archive;
    return std::unique_ptr<ZipFiles>(new ZipFiles(std::move(reading)));
}

std::optional<base::ByteBuffer> ZipFiles::read(const std::string &path, std::size_t most)
{
    zip_stat_t about;
    zip_stat_init(&about);
    if (path.empty() || zip_stat(m_reading->archive, path.c_str(), 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0
        || about.size == 0 || about.size > most)
        return std::nullopt;
    zip_file_t *file = zip_fopen_index(m_reading->archive, about.index, 0);
    if (file == nullptr)
        return std::nullopt;
    base::ByteBuffer octets(static_cast<std::size_t>(about.size));
    std::size_t got = 0;
    zip_int64_t step = 1;
    while (got < octets.size() && (step = zip_fread(file, octets.data() + got, octets.size() - got)) > 0)
        got += static_cast<std::size_t>(step);
    std::uint8_t beyond = 0;
    const bool whole = got == octets.size() && zip_fread(file, &beyond, 1) == 0; // which compares the checksum
    zip_fclose(file);
    return whole ? std::optional(std::move(octets)) : std::nullopt;
}

} // namespace telltale::attribution::apk

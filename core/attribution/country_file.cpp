// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/country_file.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace telltale::attribution {

namespace {

base::Error unreadable(const std::string &path, const std::string &why)
{
    return {base::ErrorKind::input, "The country database " + path + " could not be opened: " + why + ".",
        "Name a file that is there and can be read."};
}

} // namespace

base::Result<MappedFile> MappedFile::open(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return unreadable(path, std::strerror(errno));
    struct stat facts { };
    const bool regular = ::fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0;
    const auto size = static_cast<std::size_t>(facts.st_size);
    void *const start = regular ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : nullptr;
    ::close(descriptor);
    // mmap(2) gives (void *)-1 when it fails.
    if (!regular || reinterpret_cast<std::intptr_t>(start) == -1)
        return unreadable(path, "it is no file with content");
    return MappedFile(base::ByteView(static_cast<const std::uint8_t *>(start), size));
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{
}

MappedFile::~MappedFile()
{
    if (!m_bytes.empty())
        ::munmap(const_cast<std::uint8_t *>(m_bytes.data()), m_bytes.size());
}

} // namespace telltale::attribution

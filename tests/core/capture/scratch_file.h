// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace telltale::test {

/// A file in the system's temporary folder that goes away with this object.
class ScratchFile {
public:
    explicit ScratchFile(base::ByteView contents)
    {
        std::string path = (std::filesystem::temp_directory_path() / "telltale-test-XXXXXX").string();
        const int descriptor = ::mkstemp(path.data());
        m_path = path;
        if (descriptor >= 0)
            ::close(descriptor);
        append(contents);
    }
    explicit ScratchFile(std::string_view contents)
        : ScratchFile(base::asBytes(contents))
    {
    }
    ScratchFile(const ScratchFile &) = delete;
    ScratchFile &operator=(const ScratchFile &) = delete;
    ~ScratchFile() { std::filesystem::remove(m_path); }

    void append(base::ByteView more) const
    {
        std::ofstream(m_path, std::ios::binary | std::ios::app) << base::asText(more);
    }
    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    std::string m_path;
};

} // namespace telltale::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/folder/key_order.h"

#include "capture/pcapng_format.h"
#include "capture/unique_descriptor.h"
#include "session/folder/private_output.h"

#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <unistd.h>

namespace telltale::session {

namespace {

namespace pcapng = capture::pcapng;

constexpr std::uint32_t longestBlock = 64U << 20; // what our own writer never reaches
constexpr std::size_t chunk = 1U << 20;

struct Block {
    std::uint32_t type = 0;
    base::ByteBuffer bytes; ///< whole, header and trailer included
};

/// Calls @p use for each whole block.
base::Status forEachBlock(const std::string &path, const std::function<base::Status(const Block &)> &use)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return base::Error{base::ErrorKind::input, path + " cannot be read again.", {}};
    Block block;
    for (;;) {
        std::uint32_t head[2];
        if (!in.read(reinterpret_cast<char *>(head), sizeof head))
            return base::Done{};
        if (head[1] < pcapng::blockOverhead || head[1] > longestBlock || head[1] % 4 != 0)
            return base::Error{base::ErrorKind::input, path + " holds a block of impossible length.", {}};
        block.type = head[0];
        block.bytes.resize(head[1]);
        std::memcpy(block.bytes.data(), head, sizeof head);
        if (!in.read(reinterpret_cast<char *>(block.bytes.data()) + sizeof head,
                static_cast<std::streamsize>(head[1] - sizeof head)))
            return base::Done{};
        if (base::Status status = use(block); !status)
            return status;
    }
}

/// Gathers blocks, so that writing is not one call for each.
class Gather {
public:
    explicit Gather(PrivateOutput &out)
        : m_out(out)
    {
    }

    base::Status add(const Block &block)
    {
        m_buffer.insert(m_buffer.end(), block.bytes.begin(), block.bytes.end());
        return m_buffer.size() < chunk ? base::Status(base::Done{}) : flush();
    }

    base::Status flush()
    {
        base::Status status = m_out.write(m_buffer);
        m_buffer.clear();
        return status;
    }

private:
    PrivateOutput &m_out;
    base::ByteBuffer m_buffer;
};

/// The section header, then the keys, then the rest: each a pass over the old file.
base::Status writeInOrder(const std::string &path, PrivateOutput &out)
{
    using Chosen = bool (*)(std::uint32_t);
    const Chosen passes[] = {
        [](std::uint32_t type) { return type == pcapng::sectionHeader; },
        [](std::uint32_t type) { return type == pcapng::decryptionSecrets; },
        [](std::uint32_t type) { return type != pcapng::sectionHeader && type != pcapng::decryptionSecrets; },
    };
    Gather gather(out);
    for (const Chosen chosen : passes) {
        base::Status status = forEachBlock(path,
            [&](const Block &block) { return chosen(block.type) ? gather.add(block) : base::Status(base::Done{}); });
        if (!status)
            return status;
    }
    if (base::Status status = gather.flush(); !status)
        return status;
    return out.sync();
}

/// A file's name lasts when its folder is on the disk.
void syncFolderOf(const std::string &path)
{
    const auto folder = std::filesystem::absolute(path).parent_path();
    const capture::UniqueDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.valid())
        ::fsync(opened.get());
}

} // namespace

base::Status putKeysFirst(const std::string &path)
{
    const std::string part = path + ".part";
    std::error_code error;
    std::filesystem::remove(part, error); // of an attempt that was cut off
    auto out = PrivateOutput::create(part);
    if (!out)
        return out.error();
    std::error_code ignored;
    base::Status status = writeInOrder(path, out.value());
    if (status)
        std::filesystem::rename(part, path, error);
    if (!status || error)
        std::filesystem::remove(part, ignored);
    else
        syncFolderOf(path);
    if (error)
        return base::Error{base::ErrorKind::output, path + " could not be put in order: " + error.message() + ".",
            "It can be read all the same; Wireshark may need two passes to decrypt it."};
    return status;
}

} // namespace telltale::session

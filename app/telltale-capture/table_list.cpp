// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_list.h"

#include "capture/unique_descriptor.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <sys/socket.h>

namespace telltale::capturing {

namespace {

constexpr std::uint16_t tableMessage = (NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_NEWTABLE;

template <typename Header>
bool readHeader(base::ByteView bytes, Header &header)
{
    if (bytes.size() < sizeof header)
        return false;
    std::memcpy(&header, bytes.data(), sizeof header);
    return true;
}

std::uint32_t bigEndian(base::ByteView value)
{
    std::uint32_t number = 0;
    if (value.size() == sizeof number)
        std::memcpy(&number, value.data(), sizeof number);
    return ntohl(number);
}

void readAttributes(base::ByteView attributes, TableEntry &table)
{
    nlattr header{};
    while (readHeader(attributes, header) && header.nla_len >= sizeof header && header.nla_len <= attributes.size()) {
        const base::ByteView value = attributes.subspan(sizeof header, header.nla_len - sizeof header);
        switch (header.nla_type & NLA_TYPE_MASK) {
        case NFTA_TABLE_NAME:
            table.name.assign(value.begin(), std::find(value.begin(), value.end(), std::uint8_t{0}));
            break;
        case NFTA_TABLE_FLAGS:
            table.flags = bigEndian(value);
            break;
        case NFTA_TABLE_OWNER:
            table.owner = bigEndian(value);
            break;
        default:
            break;
        }
        attributes = attributes.subspan(std::min<std::size_t>(attributes.size(), NLA_ALIGN(header.nla_len)));
    }
}

bool sendRequest(int socket)
{
    struct {
        nlmsghdr header;
        nfgenmsg body;
    } request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = (NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_GETTABLE;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request.body.nfgen_family = AF_UNSPEC;
    request.body.version = NFNETLINK_V0;
    return ::send(socket, &request, sizeof request, 0) == static_cast<ssize_t>(sizeof request);
}

/// The errno in an answer that begins with one; 0 otherwise.
int errorIn(base::ByteView answer)
{
    nlmsghdr header{};
    nlmsgerr error{};
    if (!readHeader(answer, header) || header.nlmsg_type != NLMSG_ERROR
        || !readHeader(answer.subspan(sizeof header), error))
        return 0;
    return -error.error;
}

base::Error unknown(int errorNumber)
{
    return {base::ErrorKind::privilege,
        std::string("The tables of the packet filter cannot be listed: ") + std::strerror(errorNumber) + ".", {}};
}

} // namespace

std::vector<TableEntry> parseTables(base::ByteView netlinkMessages, bool &done)
{
    std::vector<TableEntry> tables;
    nlmsghdr header{};
    while (!netlinkMessages.empty()) {
        const bool understood = readHeader(netlinkMessages, header) && header.nlmsg_len >= sizeof header
            && header.nlmsg_len <= netlinkMessages.size() && header.nlmsg_type != NLMSG_ERROR;
        if (!understood || header.nlmsg_type == NLMSG_DONE) {
            done = true;
            break;
        }
        const base::ByteView message = netlinkMessages.subspan(sizeof header, header.nlmsg_len - sizeof header);
        nfgenmsg body{};
        if (header.nlmsg_type == tableMessage && readHeader(message, body)) {
            TableEntry table;
            table.family = body.nfgen_family;
            readAttributes(message.subspan(sizeof body), table);
            tables.push_back(std::move(table));
        }
        netlinkMessages =
            netlinkMessages.subspan(std::min<std::size_t>(netlinkMessages.size(), NLMSG_ALIGN(header.nlmsg_len)));
    }
    return tables;
}

base::Result<std::vector<TableEntry>> listTables()
{
    const capture::UniqueDescriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER));
    const timeval patience{1, 0};
    if (!socket.valid() || ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0
        || !sendRequest(socket.get()))
        return unknown(errno);
    std::vector<TableEntry> tables;
    base::ByteBuffer buffer(64U << 10);
    for (bool done = false; !done;) {
        const ssize_t count = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return unknown(count < 0 ? errno : EIO);
        const base::ByteView answer = base::ByteView(buffer).first(static_cast<std::size_t>(count));
        if (const int problem = errorIn(answer))
            return unknown(problem);
        auto some = parseTables(answer, done);
        tables.insert(tables.end(), some.begin(), some.end());
    }
    return tables;
}

std::string ownerText(std::uint32_t port)
{
    std::string name;
    std::ifstream comm("/proc/" + std::to_string(port) + "/comm");
    if (port == 0 || !std::getline(comm, name))
        return "a process that is not known";
    return "process " + std::to_string(port) + " (" + name + ")";
}

} // namespace telltale::capturing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "redirect_table.h"

#include "own_path.h"
#include "redirect_rules.h"
#include "table_list.h"

#include <algorithm>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <nftables/libnftables.h>
#include <optional>

namespace telltale::capturing {

namespace {

constexpr std::string_view ourPrefix = "telltale";

base::Error missing(std::string message, std::string remedy)
{
    return {base::ErrorKind::privilege, std::move(message), std::move(remedy)};
}

std::string firstLine(const char *text)
{
    const std::string_view all = text ? text : "";
    return std::string(all.substr(0, all.find('\n')));
}

/// Its messages are kept for our own sentence.
std::unique_ptr<nft_ctx, FreeNftables> newContext()
{
    std::unique_ptr<nft_ctx, FreeNftables> context(nft_ctx_new(NFT_CTX_DEFAULT));
    if (context && (nft_ctx_buffer_output(context.get()) != 0 || nft_ctx_buffer_error(context.get()) != 0))
        context.reset();
    return context;
}

const TableEntry *find(const std::vector<TableEntry> &tables, const std::string &name)
{
    const auto found = std::find_if(tables.begin(), tables.end(),
        [&name](const TableEntry &table) { return table.family == NFPROTO_INET && table.name == name; });
    return found == tables.end() ? nullptr : &*found;
}

std::string leftOverText(const TableEntry &table)
{
    return "The packet filter has a table inet " + table.name + " that belongs to no process.";
}

std::string leftOverRemedy(const TableEntry &table)
{
    return "Remove it: sudo nft delete table inet " + table.name;
}

/// @p table has the name that says whose traffic on the interface is redirected.
base::Error redirectedAlready(const TableEntry &table, const Options &options)
{
    if (table.owner == 0)
        return missing(leftOverText(table), leftOverRemedy(table));
    return missing("What passes " + options.interface + " is redirected already, by " + ownerText(table.owner)
            + ", which has the packet filter's table inet " + table.name + ".",
        "End that process first.");
}

base::Error taken(const TableEntry &table)
{
    if (table.owner == 0)
        return missing(leftOverText(table), leftOverRemedy(table));
    return missing("The packet filter's table inet " + table.name + " belongs to " + ownerText(table.owner) + ".",
        "End that process first.");
}

/// "telltale", and for the second interface of a computer that of the interface. One interface is redirected
/// once: two would fight for the same connections. A table that is nobody's is in the way, too, as it may
/// still redirect.
base::Result<std::string> freeName(const std::vector<TableEntry> &tables, const Options &options)
{
    if (const TableEntry *same = find(tables, tableName(options, false)))
        return redirectedAlready(*same, options);
    const TableEntry *first = find(tables, tableName(options, true));
    if (!first)
        return tableName(options, true);
    if (first->owner == 0)
        return taken(*first);
    return tableName(options, false);
}

base::Error whyNot(const std::string &name, const Options &options, const std::string &said)
{
    // Somebody may have been faster.
    const auto tables = listTables();
    if (const TableEntry *same = tables.ok() ? find(tables.value(), tableName(options, false)) : nullptr)
        return redirectedAlready(*same, options);
    if (const TableEntry *other = tables.ok() ? find(tables.value(), name) : nullptr)
        return taken(*other);
    const auto probe = newContext();
    if (probe && nft_run_cmd_from_buffer(probe.get(), ("add table inet " + name + " { flags owner; }").c_str()) != 0)
        return missing("This kernel cannot tie a redirection to the process that makes it (nftables flag owner).",
            "Linux 5.12 or newer can; without it a crash could leave the phone without network.");
    return missing("The redirection on " + options.interface + " cannot be made: " + said + ".",
        "The kernel needs its modules nft_chain_nat, nft_fib_inet and nft_reject_inet.");
}

base::Status verifyOwned(const std::string &name)
{
    const auto tables = listTables();
    if (!tables.ok())
        return tables.error();
    const TableEntry *ours = find(tables.value(), name);
    if (!ours || (ours->flags & NFT_TABLE_F_OWNER) == 0)
        return missing("The kernel did not tie the redirection to this process.", "It is taken back.");
    return base::Done{};
}

const char *familyName(std::uint8_t family)
{
    switch (family) {
    case NFPROTO_IPV4:
        return "ip";
    case NFPROTO_IPV6:
        return "ip6";
    case NFPROTO_ARP:
        return "arp";
    case NFPROTO_BRIDGE:
        return "bridge";
    case NFPROTO_NETDEV:
        return "netdev";
    default:
        return "inet";
    }
}

/// "A, B" of {"nftables": [A, B]}
std::string insideOfList(std::string_view json)
{
    const std::size_t begin = json.find('['), end = json.rfind(']');
    return begin >= end || end == std::string_view::npos ? std::string()
                                                         : std::string(json.substr(begin + 1, end - begin - 1));
}

} // namespace

void FreeNftables::operator()(nft_ctx *context) const
{
    nft_ctx_free(context);
}

base::Result<RedirectTable> RedirectTable::install(const Options &options, std::vector<std::string> &notices)
{
    const auto tables = listTables();
    if (!tables.ok())
        return missing("telltale-capture lacks the right to redirect.", rightRemedy());
    const auto name = freeName(tables.value(), options);
    if (!name.ok())
        return name.error();
    for (const TableEntry &table : tables.value()) {
        if (table.family == NFPROTO_INET && table.owner == 0 && std::string_view(table.name).starts_with(ourPrefix))
            notices.push_back(leftOverText(table) + " " + leftOverRemedy(table));
    }
    Context context = newContext();
    if (!context)
        return missing("The packet filter cannot be reached (libnftables).", {});
    if (nft_run_cmd_from_buffer(context.get(), redirectRules(name.value(), options).c_str()) != 0)
        return whyNot(name.value(), options, firstLine(nft_ctx_get_error_buffer(context.get())));
    const base::Status owned = verifyOwned(name.value());
    if (!owned.ok()) {
        nft_run_cmd_from_buffer(context.get(), ("delete table inet " + name.value()).c_str());
        return owned.error();
    }
    return RedirectTable(std::move(context));
}

base::Result<std::string> rulesAsJson(std::vector<std::string> &notices)
{
    // libnftables shows an empty set of rules to those who may not see it.
    const auto tables = listTables();
    if (!tables.ok())
        return missing("telltale-capture lacks the right to read the packet filter's rules.", rightRemedy());
    const auto context = newContext();
    if (!context)
        return missing("The packet filter cannot be reached (libnftables).", {});
    nft_ctx_output_set_flags(context.get(), NFT_CTX_OUTPUT_JSON);
    std::string items;
    for (const TableEntry &table : tables.value()) {
        const std::string name = std::string(familyName(table.family)) + " " + table.name;
        // libnftables 1.0.6 reads beyond its own memory when it writes the flag "owner" as JSON.
        const bool owned = (table.flags & NFT_TABLE_F_OWNER) != 0;
        if (!owned && nft_run_cmd_from_buffer(context.get(), ("list table " + name).c_str()) == 0)
            items += (items.empty() ? "" : ", ") + insideOfList(nft_ctx_get_output_buffer(context.get()));
        else if (!std::string_view(table.name).starts_with(ourPrefix))
            notices.push_back("The table " + name + " is not among the rules: "
                + (owned ? "it belongs to " + ownerText(table.owner)
                         : firstLine(nft_ctx_get_error_buffer(context.get())))
                + ".");
    }
    return "{\"nftables\": [" + items + "]}\n";
}

} // namespace telltale::capturing

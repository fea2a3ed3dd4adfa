// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/graph_layout.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace telltale::profile {

namespace {

using Fact = session::Profile::Fact;

QString moreText(std::size_t count)
{
    return QCoreApplication::translate("telltale::profile::Graph", "%1 more").arg(count);
}

/// Identifiers that carried a fact or an account come first: they are what the joining hangs on.
std::vector<session::SentIdentifier> ordered(const session::Profile &profile)
{
    std::set<session::SentIdentifier> carrying;
    for (const auto *facts : {&profile.searches, &profile.urls, &profile.accounts}) {
        for (const Fact &fact : *facts)
            carrying.insert(fact.identifiers.begin(), fact.identifiers.end());
    }
    std::vector<session::SentIdentifier> identifiers = profile.identifiers;
    std::stable_partition(identifiers.begin(), identifiers.end(),
        [&](const session::SentIdentifier &identifier) { return carrying.contains(identifier); });
    return identifiers;
}

class Builder {
public:
    Builder(const session::Profile &profile, std::size_t most)
        : m_most(most)
        , m_identifiers(ordered(profile))
    {
        addIdentifiers();
        addApps(profile.apps);
        for (const Fact &fact : profile.accounts)
            addFact(GraphNode::Kind::account, fact);
        for (const Fact &fact : profile.searches)
            addFact(GraphNode::Kind::search, fact);
        for (const Fact &fact : profile.urls)
            addFact(GraphNode::Kind::address, fact);
        finish();
    }

    Graph take() { return std::move(m_graph); }

private:
    void addIdentifiers()
    {
        const std::size_t shown = m_identifiers.size() > m_most ? m_most - 1 : m_identifiers.size();
        for (std::size_t i = 0; i < shown; ++i) {
            const QString kind = QString::fromStdString(m_identifiers[i].kind);
            const QString value = QString::fromStdString(m_identifiers[i].value);
            m_graph.identifiers.push_back({GraphNode::Kind::identifier, kind + QStringLiteral(" ") + value,
                kind + QStringLiteral("\n") + value, false, std::nullopt});
        }
        if (shown < m_identifiers.size())
            m_graph.identifiers.push_back(
                {GraphNode::Kind::more, moreText(m_identifiers.size() - shown), {}, false, std::nullopt});
    }

    void addApps(const std::vector<std::string> &apps)
    {
        for (std::size_t i = 0; i < apps.size() && i < m_most; ++i) {
            const bool last = i + 1 == m_most && apps.size() > m_most;
            const QString text = last ? moreText(apps.size() - i) : QString::fromStdString(apps[i]);
            m_graph.apps.push_back(
                {last ? GraphNode::Kind::more : GraphNode::Kind::app, text, text, false, std::nullopt});
            for (std::size_t to = 0; to < m_graph.identifiers.size(); ++to)
                m_fromApps.insert({i, to, false});
        }
    }

    std::size_t identifierBox(const session::SentIdentifier &identifier) const
    {
        const auto found = std::find_if(m_identifiers.begin(), m_identifiers.end(),
            [&](const session::SentIdentifier &known) { return known.value == identifier.value; });
        const auto at = static_cast<std::size_t>(found - m_identifiers.begin());
        return std::min(at, m_graph.identifiers.size() - 1);
    }

    void addFact(GraphNode::Kind kind, const Fact &fact)
    {
        const QString text = QString::fromStdString(fact.value);
        auto known = std::find_if(m_graph.facts.begin(), m_graph.facts.end(),
            [&](const GraphNode &node) { return node.kind == kind && node.text == text; });
        if (known == m_graph.facts.end()) {
            if (m_graph.facts.size() + 1 >= m_most) {
                m_left.insert(text);
                return;
            }
            m_graph.facts.push_back({kind, text, text, fact.incognito, fact.exchange});
            known = m_graph.facts.end() - 1;
        }
        known->incognito = known->incognito || fact.incognito;
        for (const session::SentIdentifier &identifier : fact.identifiers) {
            if (!m_graph.identifiers.empty() && !(kind == GraphNode::Kind::account && identifier.value == fact.value))
                m_toFacts.insert({identifierBox(identifier), static_cast<std::size_t>(known - m_graph.facts.begin()),
                    fact.incognito});
        }
    }

    void finish()
    {
        if (!m_left.empty())
            m_graph.facts.push_back({GraphNode::Kind::more, moreText(m_left.size()), {}, false, std::nullopt});
        m_graph.fromApps.assign(m_fromApps.begin(), m_fromApps.end());
        m_graph.toFacts.assign(m_toFacts.begin(), m_toFacts.end());
    }

    std::size_t m_most;
    std::vector<session::SentIdentifier> m_identifiers;
    Graph m_graph;
    std::set<GraphEdge> m_fromApps;
    std::set<GraphEdge> m_toFacts;
    std::set<QString> m_left; // facts that have no box
};

} // namespace

Graph graphOf(const session::Profile &profile, std::size_t most)
{
    return Builder(profile, std::max<std::size_t>(most, 2)).take();
}

} // namespace telltale::profile

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/payload_access.h"
#include "bridge/theme.h"
#include "inspector/facts.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QTreeView;

namespace telltale::inspector {

class FactSheet;
class HexView;
class PayloadTreeModel;
class TrailBar;

/// "What exactly, and how do we know?": a location of the message opened as a tree, the way to the
/// chosen value, and the octets that prove it.
class PayloadPage final : public QWidget {
    Q_OBJECT
public:
    explicit PayloadPage(bridge::Theme &theme, QWidget *parent = nullptr);

    /// Shows the exchange and opens it at @p leak, else at its first leak, else at the body.
    void show(
        std::shared_ptr<const bridge::OpenedExchange> exchange, const Subject &subject, const session::Leak *leak);
    using QWidget::show;
    /// Shows nothing, with a sentence why.
    void clear(const QString &why);
    void showLeak(const session::Leak &leak);
    /// Chooses the node that stands there and marks its octets.
    void showPlace(const FactPlace &place);

    [[nodiscard]] HexView &hexView() { return *m_hex; }
    [[nodiscard]] QTreeView &treeView() { return *m_tree; }
    [[nodiscard]] TrailBar &trailBar() { return *m_trail; }
    [[nodiscard]] FactSheet &factSheet() { return *m_facts; }
    [[nodiscard]] QString location() const;
    [[nodiscard]] QString wireHead() const;

signals:
    void locationChanged(const telltale::bridge::PayloadTree *tree, telltale::base::ByteRange marked);
    void copied(const QString &message);

private:
    void buildPage();
    void applyTheme();
    void fillLocations();
    void showLocation(int index);
    void choose(int node);
    void showNode(int node, base::ByteRange proof);
    void showFacts(int node);
    void copyValue();
    [[nodiscard]] const bridge::PayloadTree *tree(int location) const;
    [[nodiscard]] int locationIndex(const QString &name) const;
    [[nodiscard]] int currentNode() const;
    void growTree();

    bridge::Theme &m_theme;
    std::shared_ptr<const bridge::OpenedExchange> m_exchange;
    session::Recipient m_recipient;
    std::string m_host;
    std::vector<session::Leak> m_leaks;
    std::vector<session::SentIdentifier> m_identifiers;
    PayloadTreeModel *m_model;
    QLabel *m_why;
    QWidget *m_content;
    QComboBox *m_locations;
    TrailBar *m_trail;
    QTreeView *m_tree;
    QLabel *m_wireHead;
    HexView *m_hex;
    FactSheet *m_facts;
};

} // namespace telltale::inspector

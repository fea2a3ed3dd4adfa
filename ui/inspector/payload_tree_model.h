// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/payload_access.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace telltale::inspector {

/// What of an opened payload is worth marking.
struct PayloadMarks {
    struct LeakAt {
        QString location;
        QStringList path;
        QString value;
    };
    std::vector<LeakAt> leaks;
    QStringList identifiers; ///< values
};

/// An opened location as a tree of one column. A member and the decode steps that open it are one
/// row ("data_list  percent › base64 › gzip › JSON"), so that only structure makes depth.
class PayloadTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum class Mark : std::uint8_t { none, identifier, leak };
    enum Role {
        NodeRole = Qt::UserRole, ///< int: the node that the row stands for, the last of its steps
        KeyRole, ///< QString
        NameRole, ///< QString: what a rule calls it; empty where the key says so, or nobody knows
        LiteralRole, ///< bool: the value is a JSON number, true, false or null
        ValueRole, ///< QString: the value of a leaf, not quoted
        SizeRole, ///< QString: ": 12 B, not text" of a leaf without a readable value; else empty
        StepsRole, ///< QString: "percent › base64"; empty without steps
        MarkRole, ///< int: Mark
        MarkedTextRole, ///< QString: the part of the value that is marked
        ProblemRole ///< QString: why a step could not be opened, in words; empty if it was
    };

    explicit PayloadTreeModel(QObject *parent = nullptr);

    /// Shows that tree; the exchange keeps it alive. Null shows nothing.
    void show(
        std::shared_ptr<const bridge::OpenedExchange> exchange, const bridge::PayloadTree *tree, PayloadMarks marks);
    [[nodiscard]] const bridge::PayloadTree *tree() const { return m_tree; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// The row that contains the node; invalid for the root, unless it has a row of its own.
    [[nodiscard]] QModelIndex indexOf(int node) const;
    /// The node with that path, as leaks name it.
    [[nodiscard]] std::optional<int> nodeAt(const QStringList &path) const;
    /// The first row with a leak; invalid if there is none.
    [[nodiscard]] QModelIndex firstLeak() const;

private:
    struct Row {
        int parent = -1;
        int position = 0; ///< among its parent's rows
        std::vector<int> nodes; ///< the member, then the steps that open it
        std::vector<int> rows;
        Mark mark = Mark::none;
        QString marked;
    };

    void build();
    int addRow(int parent, int node);
    void mark(Row &row) const;
    [[nodiscard]] const bridge::PayloadNode &node(int index) const;
    [[nodiscard]] const Row &row(const QModelIndex &index) const;
    [[nodiscard]] QString key(const Row &row) const;
    [[nodiscard]] const bridge::PayloadNode *named(const Row &row) const;
    [[nodiscard]] QString toolTip(const Row &row) const;
    [[nodiscard]] QString steps(const Row &row) const;
    [[nodiscard]] QString problem(const Row &row) const;
    [[nodiscard]] QString size(const Row &row) const;
    [[nodiscard]] QString text(const Row &row) const;

    std::shared_ptr<const bridge::OpenedExchange> m_exchange;
    const bridge::PayloadTree *m_tree = nullptr;
    PayloadMarks m_marks;
    std::vector<Row> m_rows; // 0 is the hidden root
    std::vector<int> m_rowOfNode;
};

} // namespace telltale::inspector

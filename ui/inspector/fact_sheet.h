// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/facts.h"

#include <QTextBrowser>

namespace telltale::inspector {

/// Facts as text that wraps anywhere, can be selected and copied, and whose links copy or act.
class FactSheet final : public QTextBrowser {
    Q_OBJECT
public:
    explicit FactSheet(bridge::Theme &theme, QWidget *parent = nullptr);

    void setFacts(std::vector<Fact> facts);
    [[nodiscard]] const std::vector<Fact> &facts() const { return m_facts; }
    /// The sheet is as tall as its text, up to that many pixels, instead of taking what it gets.
    void setGrowing(int mostPixels);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// The user wants to see where a value stands.
    void placeWanted(const telltale::inspector::FactPlace &place);
    /// Something was copied; a message for the status line.
    void copied(const QString &message);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void render();
    void follow(const QUrl &link);

    bridge::Theme &m_theme;
    std::vector<Fact> m_facts;
    int m_most = 0;
};

} // namespace telltale::inspector

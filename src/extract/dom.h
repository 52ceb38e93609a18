// Here is HTML, give me its tree.
//
// A thin walk over the tree that lexbor builds, as browsers do. Nodes are handles: valid
// as long as the Dom they came from, copied freely, empty where there is no node.
#pragma once

#include <lexbor/dom/interfaces/character_data.h>
#include <lexbor/dom/interfaces/element.h>
#include <lexbor/html/interfaces/document.h>
#include <lexbor/tag/const.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "unspin/error.h"

namespace unspin {

// Attributes that somebody asks for; each is found by number, not by name.
enum class Attribute : uint8_t {
  kAlt,
  kAriaHidden,
  kAriaLabel,
  kCharset,
  kClass,
  kContent,
  kDatetime,
  kHidden,
  kHref,
  kHttpEquiv,
  kId,
  kItemprop,
  kItemscope,
  kItemtype,
  kLang,
  kName,
  kProperty,
  kRel,
  kRole,
  kSrc,
  kStyle,
  kTitle,
  kType,
  kCount,
};

// What an element is: LXB_TAG_P, LXB_TAG_DIV …; LXB_TAG__TEXT of text.
using Tag = lxb_tag_id_t;

class Node {
 public:
  Node() = default;
  explicit Node(lxb_dom_node_t* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  bool operator==(const Node&) const = default;

  bool is_element() const { return node_->type == LXB_DOM_NODE_TYPE_ELEMENT; }
  bool is_text() const { return node_->type == LXB_DOM_NODE_TYPE_TEXT; }

  // Of an element in SVG or MathML the name is looked up among HTML's.
  Tag tag() const { return node_->local_name; }

  Node parent() const { return Node(node_->parent); }
  Node first_child() const { return Node(node_->first_child); }
  Node next() const { return Node(node_->next); }
  Node previous() const { return Node(node_->prev); }

  // The characters of a text node, references resolved, white space as it stands.
  // Requires: is_text().
  std::string_view text() const {
    const lexbor_str_t& data = lxb_dom_interface_character_data(node_)->data;
    return {reinterpret_cast<const char*>(data.data), data.length};
  }

  lxb_dom_node_t* raw() const { return node_; }

 private:
  lxb_dom_node_t* node_ = nullptr;
};

class Dom {
 public:
  // Builds the tree of `html`, which is UTF-8 or nearly. Elements nested deeper than
  // kMaxDepth become children of the one at that depth; of an element's attributes the
  // first kMaxAttributes are kept. What stands in <noscript> is in the tree, what stands
  // in <template> is not: see template_content().
  //
  // Errors: kTooLarge: longer than kMaxBytes, or markup that asks for kMaxTreeBytes or
  //         names tags and attributes in thousands of ways.
  // Cost:   linear in `html`.
  static Result<Dom> parse(std::string_view html);

  static constexpr size_t kMaxBytes = size_t{32} << 20;
  static constexpr size_t kMaxTreeBytes = size_t{512} << 20;
  static constexpr size_t kMaxDepth = 512;
  static constexpr size_t kMaxAttributes = 128;

  Node root() const;  // <html>
  Node head() const;
  Node body() const;  // none in a page of frames

  // The value of `name` at `node`; empty text for an attribute without one; nothing when
  // it is absent or `node` is no element.
  std::optional<std::string_view> attribute(Node node, Attribute name) const;

  // The same, empty where absent.
  std::string_view attribute_or_empty(Node node, Attribute name) const {
    return attribute(node, name).value_or(std::string_view{});
  }

  // The first node inside a <template>; its siblings follow.
  static Node template_content(Node element);

 private:
  struct Free {
    void operator()(lxb_html_document_t* document) const;
  };

  explicit Dom(lxb_html_document_t* document);

  std::unique_ptr<lxb_html_document_t, Free> document_;
  std::array<lxb_dom_attr_id_t, static_cast<size_t>(Attribute::kCount)> ids_{};
};

// The node after `node` in document order, inside `top`; none at the end. The children
// of `node` come first, or, for next_beside, are passed over.
Node next_in_order(Node node, Node top);
Node next_beside(Node node, Node top);

// The first element of `tag` inside `top`, in document order.
Node find_first(Node top, Tag tag);

// The text inside `node`, of scripts and styles too when asked for by node; white space
// runs become one space, ends are trimmed. Stops after about `limit` bytes.
std::string text_of(Node node, size_t limit = 1 << 20);

}  // namespace unspin

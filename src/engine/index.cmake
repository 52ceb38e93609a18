# The engine's part that keeps collections on disk and searches them.
unspin_module_part(engine
  SOURCES compare_parts.cc index.cc index_add.cc index_change.cc index_family.cc index_features.cc
          index_look.cc index_state.cc index_verify.cc search.cc search_candidates.cc
  DEPS index
  TESTS index_test.cc)

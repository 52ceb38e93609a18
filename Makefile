# What one can do here. Each target installs the packages it needs, when they are
# missing, and works on a bare Debian 12 that has only git and make.
#
#   make demo     build, compare the two bundled example articles, index the collection
#   make build    build/unspin
#   make test     every test: unit, golden, CLI, policy; again under sanitizers;
#                 clang-tidy and clang-format
#   make bench    speed and quality, as tables
#   make install  into PREFIX (default /usr/local)
#   make fuzz     each fuzzer for FUZZ_SECONDS (default 30)
#   make format   clang-format on every source
#   make clean
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 30
JOBS ?= $(shell nproc)
DATA ?= $(or $(UNSPIN_DATA),../shared/data)
CLANG = 19

# Documents of the indexes that are measured; 1000000 takes 11 GB and some minutes more.
INDEX_SIZES ?= 10000 100000

SOURCES = $(shell git ls-files '*.cc' '*.h')

.PHONY: demo build test test-release test-sanitizers lint check-format tidy bench install fuzz format clean
.DEFAULT_GOAL := build

build:
	tools/install-packages build
	tools/install-libraries
	cmake --preset release -B build -DUNSPIN_TESTS=OFF -DUNSPIN_BENCH=OFF
	cmake --build build -j $(JOBS)

demo: build
	build/unspin compare examples/articles/original.txt examples/articles/copy.txt --html build/demo.html
	@echo
	@echo "The same side by side, to open in a browser: $(CURDIR)/build/demo.html"
	rm -rf build/demo-index
	build/unspin index create build/demo-index examples/collection/articles.jsonl
	@echo
	@echo "The pages: build/unspin serve build/demo-index, then open http://127.0.0.1:8080/"

test: lint test-sanitizers test-release

test-release:
	tools/install-packages build test
	tools/install-libraries
	cmake --preset release -B build-test -DUNSPIN_WERROR=ON
	cmake --build build-test -j $(JOBS)
	ctest --test-dir build-test -j $(JOBS) --output-on-failure

test-sanitizers:
	tools/install-packages build test
	tools/install-libraries
	cmake --preset asan
	cmake --build build-asan -j $(JOBS)
	ctest --test-dir build-asan -j $(JOBS) --output-on-failure -LE release-only

lint: check-format tidy

check-format:
	tools/install-packages test
	clang-format-$(CLANG) --dry-run --Werror $(SOURCES)

tidy:
	tools/install-packages build test
	tools/install-libraries
	cmake --preset tidy
	run-clang-tidy-$(CLANG) -p build-tidy -quiet -j $(JOBS) '^$(CURDIR)/(src|fuzz|tools|examples)/' \
	  > build-tidy/tidy.log 2>&1 || { grep -E 'warning:|error:' build-tidy/tidy.log; exit 1; }

bench: build
	tools/install-packages build test bench
	tools/install-libraries
	cmake --preset release -B build-bench -DUNSPIN_TESTS=OFF
	cmake --build build-bench -j $(JOBS)
	python3 -m venv build-bench/peers
	build-bench/peers/bin/pip install -q --upgrade pip
	build-bench/peers/bin/pip install -q -r bench/requirements.txt
	build-bench/bench/bench_speed
	build-bench/bench/bench_extract --data $(DATA)/wcxb-dev
	build-bench/peers/bin/python bench/extract_peers.py $(DATA)/wcxb-dev
	build-bench/peers/bin/python bench/metadata_peers.py $(DATA) build-bench/metadata
	build-bench/bench/bench_metadata --data $(DATA) --half odd --peers build-bench/metadata/trafilatura.jsonl
	build-bench/peers/bin/python bench/warc_counts.py test/golden/warc_counts.tsv
	build-bench/bench/bench_quality
	build-bench/bench/bench_quality --folds --sensitivity
	build-bench/bench/bench_changes
	build-bench/bench/bench_corruptor
	build-bench/bench/bench_quotes
	build-bench/bench/bench_judge
	build-bench/bench/bench_spun
	build-bench/bench/bench_false_alarms
	build-bench/bench/bench_check
	build-bench/bench/bench_sketch
	build-bench/bench/bench_join
	python3 -m venv build-bench/scan-peers
	build-bench/scan-peers/bin/pip install -q --upgrade pip
	build-bench/scan-peers/bin/pip install -q -r bench/requirements-scan.txt
	build-bench/scan-peers/bin/python bench/bench_scan.py --data $(DATA) --sizes 10000 100000 --peers-up-to 10000
	build-bench/scan-peers/bin/python bench/bench_scan.py --data $(DATA) --real --no-peers
	build-bench/scan-peers/bin/python bench/bench_scan.py --data $(DATA) --growth --sizes 10000 100000 1000000 --longest 100
	build-bench/scan-peers/bin/python bench/bench_scan.py --data $(DATA) --pan --preset edited spun
	for size in $(INDEX_SIZES); do \
	  news=build-bench/index/news-$$size; mkdir -p build-bench/index; rm -rf $$news.index; \
	  test -f $$news.tsv || build-bench/bench/make_collection --data $(DATA) --documents $$size \
	    --out $$news.jsonl --truth $$news.tsv || exit 1; \
	  build-bench/bench/bench_index --index $$news.index --input $$news.jsonl \
	    --truth $$news.tsv || exit 1; \
	  build-bench/scan-peers/bin/python bench/search_peers.py $$news.jsonl $$news.tsv \
	    --unspin build-bench/bench/bench_index --out build-bench/index || exit 1; \
	done
	build-bench/bench/bench_search_rewrites
	python3 bench/bench_server.py --unspin build/unspin --tools build-bench/bench --data $(DATA)

install: build
	cmake --install build --prefix $(PREFIX)

fuzz:
	tools/install-packages build test
	tools/install-libraries
	cmake --preset fuzz
	cmake --build build-fuzz -j $(JOBS) --target fuzzers
	for fuzzer in $(patsubst fuzz/fuzz_%.cc,%,$(wildcard fuzz/fuzz_*.cc)); do \
	  mkdir -p build-fuzz/corpus/$$fuzzer; \
	  build-fuzz/fuzz/fuzz_$$fuzzer -max_total_time=$(FUZZ_SECONDS) \
	    build-fuzz/corpus/$$fuzzer \
	    $$(ls -d fuzz/seeds/$$fuzzer build-fuzz/fuzz/seeds/$$fuzzer 2>/dev/null) || exit 1; \
	done

format:
	tools/install-packages test
	clang-format-$(CLANG) -i $(SOURCES)

clean:
	rm -rf build build-*

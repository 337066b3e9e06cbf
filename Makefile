# lianheti: one Makefile, no generated files. `make help` lists the targets.
#
#   make deps demo        install what building needs, build, fill every sample into out/
#   make deps-test test   install what the full tests need, run all of them
#
# make V=1 shows the commands. Variants build into folders of their own: make VARIANT=san check, make CC=clang check.

VARIANT ?= release
CC      ?= gcc
B       := build$(if $(filter-out release,$(VARIANT)),/$(VARIANT),)$(if $(findstring clang,$(CC)),/clang,)
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
DESTDIR ?=
# The program falls back to the data of the checkout; a package is made with SOURCE_DIR= and knows none.
SOURCE_DIR ?= $(CURDIR)
VERSION := $(shell sed -n 's/^\#define LH_VERSION "\(.*\)"/\1/p' src/*/*.h)
# The first number of the library's interface: it changes when programs must be compiled anew.
SOVERSION := 0
Q       := $(if $(V),,@)
SUDO    := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT     := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600

PKGS := yaml-0.1 libzip harfbuzz libdeflate libxxhash jansson expat xlsxwriter nettle
LATE := cairo
# $(call once,NAME,COMMAND) in the value of NAME: COMMAND is asked when NAME is first used, not while this file is
# read: by then `deps` has run.
once = $(eval $(1) := $(shell $(2)))$($(1))
PKGS_PRESENT = $(call once,PKGS_PRESENT,pkg-config --exists --print-errors $(PKGS) $(LATE) && echo yes)
PKG_CFLAGS   = $(call once,PKG_CFLAGS,pkg-config --cflags $(PKGS) $(LATE) 2>/dev/null)
PKG_LIBS     = $(call once,PKG_LIBS,pkg-config --libs $(PKGS) 2>/dev/null)
CMOCKA_LIBS  = $(call once,CMOCKA_LIBS,pkg-config --libs cmocka harfbuzz-subset 2>/dev/null)
# libharu and CUPS of Debian 12 ship no .pc files.
LIBS = $(PKG_LIBS) -lhpdf -lcups
# Opened by the commands that need them (util/library.h), under the names that they have on this machine.
soname       = objdump -p `$(CC) -print-file-name=lib$(1).so` | sed -n 's/^ *SONAME *//p'
SONAME_cairo = $(call once,SONAME_cairo,$(call soname,cairo))
LATE_LIBS    = $(call once,LATE_LIBS,pkg-config --libs $(LATE) 2>/dev/null)
LATE_CFLAGS  = -DLH_LIB_CAIRO='"$(SONAME_cairo)"'
# Asked for in one command with other targets, installing comes first, with -j too.
FIRST := $(filter deps deps-test deps-deb,$(MAKECMDGOALS))

WARN := -Wall -Wextra -Wpedantic -Wswitch-enum -Wconversion -Werror
# One set of objects for the archive and the shared library, which shows what lianheti.h declares. The program's own
# stay visible: its allocator stands in front of everybody's.
SHARED := -fPIC -fvisibility=hidden
OPT_release := -O2 -g
OPT_san     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
OPT_cov     := -O0 -g --coverage
CFLAGS  ?= $(OPT_$(VARIANT))
LDFLAGS ?= $(filter -fsanitize% --coverage,$(OPT_$(VARIANT)))
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE $(WARN) $(if $(filter $(LIB_OBJS),$@),$(SHARED)) $(CPPFLAGS) $(CFLAGS) -Iinclude -Isrc $(PKG_CFLAGS) \
	$(LATE_CFLAGS)
WHERE = -DLH_SOURCE_DIR='"$(SOURCE_DIR)"' -DLH_INSTALL_DIR='"$(PREFIX)/share/lianheti"'

SRCS  := $(sort $(wildcard src/*/*.c src/*/*/*.c))
MAIN  := src/cli/main.c
LIB_SRCS := $(filter-out src/cli/%,$(SRCS))
CLI_SRCS := $(filter src/cli/%,$(SRCS))
LIB_OBJS := $(LIB_SRCS:src/%.c=$(B)/obj/%.o)
SO := $(B)/liblianheti.so.$(VERSION)
# What no name of the library leads to is left out, and with it libcups and expat.
SO_OBJS := $(filter-out $(B)/obj/print/% $(B)/obj/returned/%,$(LIB_OBJS))
CLI_OBJS := $(CLI_SRCS:src/%.c=$(B)/obj/%.o)
UNIT_SRCS := $(sort $(wildcard tests/unit/*/test_*.c tests/unit/*/*/test_*.c))
UNITS     := $(UNIT_SRCS:tests/unit/%.c=$(B)/unit/%)
SUPPORT_OBJS := $(patsubst tests/support/%.c,$(B)/support/%.o,$(sort $(wildcard tests/support/*.c)))

.DELETE_ON_ERROR:
.SECONDARY: $(SUPPORT_OBJS)
.PHONY: diagnostics all demo test check unit golden golden-accept e2e bench stage install uninstall deb deps deps-test deps-deb \
	format lint rooms calls sweep fuzz fresh clean help print-binary print-late

all: rooms $(B)/lianheti

help:
	@sed -n 's/^# *//p' Makefile | head -7
	@echo "targets: all demo check test bench install deps deps-test format lint fuzz fresh golden-accept clean"

print-binary:
	@echo $(B)/lianheti

# Of the libraries that are opened at run time, by file name.
print-late:
	@echo $(SONAME_cairo)

$(B)/lianheti: $(CLI_OBJS) $(B)/liblianheti.a
	@echo "  LINK    $@"
	$(Q)$(CC) $(LDFLAGS) -o $@ $(CLI_OBJS) $(B)/liblianheti.a $(LIBS)

$(B)/liblianheti.a: $(LIB_OBJS)
	@rm -f $@
	@echo "  AR      $@"
	$(Q)ar rcs $@ $^

$(SO): $(SO_OBJS) install/liblianheti.map
	@echo "  LINK    $@"
	$(Q)$(CC) -shared -Wl,-soname,liblianheti.so.$(SOVERSION) -Wl,--version-script=install/liblianheti.map \
		-Wl,-z,defs -Wl,--as-needed $(LDFLAGS) -o $@ $(SO_OBJS) $(LIBS)

$(B)/obj/%.o: src/%.c | $(FIRST)
	@mkdir -p $(@D)
	@$(if $(PKGS_PRESENT),,echo "missing libraries: run make deps" >&2; exit 1)
	@echo "  CC      $<"
	$(Q)$(CC) $(ALL_CFLAGS) $(WHERE_OF_$(*F)) -MMD -MP -c -o $@ $<

# Two files know where data may lie; they are compiled again when that changes.
WHERE_OF_args = $(WHERE)
WHERE_OF_api = $(WHERE)
$(foreach f,args api,$(filter %/$(f).o,$(LIB_OBJS) $(CLI_OBJS))): $(B)/where
$(LIB_OBJS) $(CLI_OBJS) $(SUPPORT_OBJS): $(B)/flags
$(B)/where: SAYS = $(SOURCE_DIR) $(PREFIX)
$(B)/flags: SAYS = $(CC) $(WARN) $(SHARED) $(CPPFLAGS) $(CFLAGS)
$(B)/where $(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(SAYS)' | cmp -s - $@ || echo '$(SAYS)' >$@
FORCE:

$(B)/support/%.o: tests/support/%.c | $(FIRST)
	@mkdir -p $(@D)
	@echo "  CC      $<"
	$(Q)$(CC) $(ALL_CFLAGS) $(WHERE) -Itests -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(SUPPORT_OBJS) $(B)/liblianheti.a | $(FIRST)
	@mkdir -p $(@D)
	@echo "  TEST    $<"
	$(Q)$(CC) $(ALL_CFLAGS) $(WHERE) -Itests -MMD -MP $(LDFLAGS) -o $@ $< $(SUPPORT_OBJS) $(B)/liblianheti.a \
		$(LIBS) $(LATE_LIBS) $(CMOCKA_LIBS)

-include $(LIB_OBJS:.o=.d) $(CLI_OBJS:.o=.d) $(UNITS:=.d) $(SUPPORT_OBJS:.o=.d)

# A file includes its own floor and lower ones; each foreign library is known to one file.
rooms: | $(FIRST)
	@sh tests/support/rooms.sh

calls: $(LIB_OBJS) $(CLI_OBJS)
	@sh tests/support/rooms.sh $(B)/obj $^

demo: all
	@sh tests/support/demo.sh $(B)/lianheti out

# make check T=linebreak runs the unit tests whose name holds that word.
unit: $(if $(T),$(foreach u,$(UNITS),$(if $(findstring $(T),$(u)),$(u))),$(UNITS))
	@sh tests/support/run_units.sh $^

golden: $(B)/lianheti
	@sh tests/support/golden.sh $(B)/lianheti check

golden-accept: $(B)/lianheti
	@sh tests/support/golden.sh $(B)/lianheti accept

e2e: $(B)/lianheti
	@sh tests/support/e2e.sh $(B)/lianheti

# docs/diagnostics.md is written from the table of messages.
diagnostics: | $(FIRST)
	@/usr/bin/python3 tests/support/diagnostics.py

check: rooms calls unit golden
	@/usr/bin/python3 tests/support/diagnostics.py --check
	@/usr/bin/python3 tests/support/ways.py
	@/usr/bin/python3 tests/support/reached.py

test: all check e2e sweep
	@$(MAKE) --no-print-directory VARIANT=san unit golden

# Failures of memory and disk at sampled places; SWEEP=all: at every one.
sweep: all
	@/usr/bin/python3 tests/support/sweep.py $(B)/lianheti $(B)/sweep

bench: all
	@sh tests/support/bench.sh $(B)/lianheti

FUZZERS := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
build/fuzz/%: tests/fuzz/%.c $(LIB_SRCS) | $(FIRST)
	@mkdir -p $(@D)
	clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude -Isrc $(PKG_CFLAGS) $(LATE_CFLAGS) $(WHERE) \
		-o $@ $< $(LIB_SRCS) $(LIBS)
fuzz: $(FUZZERS)
	@for f in $^; do mkdir -p build/fuzz/corpus-$$(basename $$f); \
		$$f -max_total_time=$${FUZZ_SECONDS:-60} -rss_limit_mb=2048 build/fuzz/corpus-$$(basename $$f) samples || exit 1; done

# What `make install` brings, as it will lie: $(B)/stage.
STAGE = $(B)/stage$(PREFIX)
DOCUMENTS := README.md LICENSE
stage: $(B)/lianheti $(B)/liblianheti.a $(SO) | $(FIRST)
	@echo "  STAGE   $(B)/stage"
	@rm -rf $(B)/stage
	@install -d $(STAGE)/bin $(STAGE)/include $(B)/stage$(LIBDIR)/pkgconfig $(STAGE)/share/lianheti/fonts \
		$(addprefix $(STAGE)/share/man/,man1 man3 man5) $(STAGE)/share/doc/lianheti/docs/examples \
		$(STAGE)/share/bash-completion/completions $(STAGE)/share/zsh/site-functions $(STAGE)/share/fish/vendor_completions.d
	@install -m 755 $(B)/lianheti $(STAGE)/bin/
	@install -m 644 include/lianheti.h $(STAGE)/include/
	@install -m 644 $(B)/liblianheti.a $(SO) $(B)/stage$(LIBDIR)/
	@ln -s $(notdir $(SO)) $(B)/stage$(LIBDIR)/liblianheti.so.$(SOVERSION)
	@ln -s liblianheti.so.$(SOVERSION) $(B)/stage$(LIBDIR)/liblianheti.so
	@sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(VERSION)|; s|@PKGS@|$(PKGS)|' install/lianheti.pc.in \
		>$(B)/stage$(LIBDIR)/pkgconfig/lianheti.pc
	@cp -R templates $(STAGE)/share/lianheti/
	@cp -R fonts/*.ttf fonts/roles.yaml fonts/README.md fonts/licences $(STAGE)/share/lianheti/fonts/
	@for n in 1 3 5; do install -m 644 docs/man/*.$$n $(STAGE)/share/man/man$$n/ || exit 1; done
	@install -m 644 $(DOCUMENTS) $(STAGE)/share/doc/lianheti/
	@install -m 644 CHANGELOG.md docs/*.md docs/*.png $(STAGE)/share/doc/lianheti/docs/
	@install -m 644 docs/examples/*.c $(STAGE)/share/doc/lianheti/docs/examples/
	@install -d $(STAGE)/share/doc/lianheti/samples/district
	@install -m 644 samples/*.yaml $(STAGE)/share/doc/lianheti/samples/
	@install -m 644 samples/district/*.yaml $(STAGE)/share/doc/lianheti/samples/district/
	@LIANHETI_DATA=. $(B)/lianheti completion bash >$(STAGE)/share/bash-completion/completions/lianheti
	@LIANHETI_DATA=. $(B)/lianheti completion zsh >$(STAGE)/share/zsh/site-functions/_lianheti
	@LIANHETI_DATA=. $(B)/lianheti completion fish >$(STAGE)/share/fish/vendor_completions.d/lianheti.fish
	@chmod -R u=rwX,go=rX $(B)/stage

# $(DESTDIR) may have blanks. What is installed is written down there: uninstall leaves nothing.
INSTALLED = $(PREFIX)/share/lianheti/installed.txt
install: stage
	@sh install/install.sh $(B)/stage '$(DESTDIR)/' '$(INSTALLED)'
	@[ -n '$(DESTDIR)' ] || [ "$$(id -u)" != 0 ] || ldconfig

uninstall:
	@sh install/uninstall.sh '$(DESTDIR)/' '$(INSTALLED)'
	@[ -n '$(DESTDIR)' ] || [ "$$(id -u)" != 0 ] || ldconfig

# Four packages in build/deb/: the program, its data, the library, what compiling against it needs. They are made in a
# folder of their own, since Debian's flags bear no blanks in its name. `make deps-deb deb` from nothing.
deb: | $(FIRST)
	@rm -rf build/deb && mkdir -p build/deb
	@set -e; work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; mkdir "$$work/lianheti"; \
	tar --exclude=./build --exclude=./out --exclude=./.git --exclude=./tests -cf - . | tar -xf - -C "$$work/lianheti"; \
	(cd "$$work/lianheti" && env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL dpkg-buildpackage -b -us -uc -Jauto) >build/deb/log 2>&1 || \
		{ tail -40 build/deb/log; exit 1; }; \
	cp "$$work"/*.deb "$$work"/*.changes "$$work"/*.buildinfo build/deb/
	@lintian --fail-on error,warning build/deb/*.changes
	@ls -l build/deb/*.deb

# A Node.js that came with its own npm conflicts with Debian's npm.
NODE = $(shell command -v npm >/dev/null 2>&1 || echo nodejs npm)

deps:
	$(APT) update -qq
	$(APT) install -y -qq --no-install-recommends gcc libc6-dev make pkg-config libyaml-dev libhpdf-dev libzip-dev \
		libharfbuzz-dev libdeflate-dev libxxhash-dev libcairo2-dev libjansson-dev libexpat1-dev libxlsxwriter-dev libcups2-dev nettle-dev poppler-utils

deps-deb: deps
	$(APT) install -y -qq --no-install-recommends build-essential debhelper fakeroot lintian man-db

deps-test: deps
	$(APT) install -y -qq --no-install-recommends libcmocka-dev clang libclang-rt-14-dev qpdf poppler-utils unzip fontconfig libnss3-tools openssl mupdf-tools \
		libxml2-utils python3 $(NODE) libreoffice-writer-nogui libreoffice-calc-nogui clang-format cppcheck valgrind time \
		chromium parallel zsh fish man-db cups cups-client cups-ipp-utils cups-filters dbus avahi-daemon iproute2 util-linux
	cd tests && npm install --no-save --no-audit --no-fund

# The README's commands in a minimal Debian root (as root; nothing is left behind).
fresh:
	@bash tests/support/fresh.sh root

format: | $(FIRST)
	clang-format -i $(SRCS) $(wildcard src/*/*.h src/*/*/*.h include/*.h) $(UNIT_SRCS)

lint: | $(FIRST)
	@cppcheck -q --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--suppress=missingIncludeSystem --suppress=varFuncNullUB \
		'-Djson_array_foreach(a,i,v)=while ((v = json_array_get(a, i = 0)) != 0)' -Iinclude -Isrc $(SRCS)

clean:
	rm -rf build out

# Chores, for those who have `just`. Each line can be typed without it.

# every check, as in CI
check *stages:
    cargo xtask check {{stages}}

# prepare, build and run the demo
demo *options:
    verktyg/demo {{options}}

# write the expected outputs of a crate's tests anew; read the difference afterwards
expect crate:
    UPDATE_EXPECT=1 cargo test -p {{crate}}

# the documentation of the code
doc:
    cargo doc --no-deps --workspace --open

package io.elixirscope.foundation.architecture.planted.crowd;

record Hidden() {}

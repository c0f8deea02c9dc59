"""Past one machine: shards of articles in, Parquet tables of records out, driven by an existing engine.

What a shard gives is a pure function of its input, its options and the code (`take`, `examine`), written whole or not
at all and noted in a manifest (`shards`), so that whoever drives it, an engine's runner or an array job, may do a shard
again at any time. Groups and joins over all shards are the engine's (`copies`, `relating`). The engine is Daft,
imported in `engine` alone: `pip install 'svod[scale]'`.
"""

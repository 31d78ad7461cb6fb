-- Pairs of texts that share enough fingerprints to be worth a look. Plain SQL: runs on DuckDB and on Spark alike.
-- Input: fingerprints(hash, doc, pos), a hash once a text. Output: a < b, how many rare fingerprints they share, between which positions
-- on either side, and how many common ones. A fingerprint that many texts hold (a viral text, a bulletin, a banner) meets its first and
-- last holder only, so that the number of pairs grows with the number of texts and not with its square.
WITH shared AS (
  SELECT hash, count(*) AS holders, min(doc) AS first_doc, max(doc) AS last_doc
  FROM fingerprints
  GROUP BY hash
  HAVING count(*) > 1
),
posting AS (
  SELECT f.hash, f.doc, f.pos, s.holders, s.first_doc, s.last_doc
  FROM fingerprints f JOIN shared s ON f.hash = s.hash
),
rare AS (
  SELECT x.doc AS a, y.doc AS b, count(*) AS hits, min(x.pos) AS a_low, max(x.pos) AS a_high, min(y.pos) AS b_low, max(y.pos) AS b_high
  FROM posting x JOIN posting y ON x.hash = y.hash AND x.doc < y.doc
  WHERE x.holders <= 100 AND y.holders <= 100
  GROUP BY x.doc, y.doc
),
common AS (
  SELECT a, b, count(*) AS hits
  FROM (
    SELECT first_doc AS a, doc AS b FROM posting WHERE holders > 100 AND doc > first_doc
    UNION ALL
    SELECT doc AS a, last_doc AS b FROM posting WHERE holders > 100 AND doc < last_doc AND doc > first_doc
  ) AS stars
  GROUP BY a, b
)
SELECT a, b, hits AS rare, CAST(0 AS BIGINT) AS common, a_low, a_high, b_low, b_high FROM rare
UNION ALL
SELECT a, b, CAST(0 AS BIGINT) AS rare, hits AS common,
  CAST(NULL AS BIGINT) AS a_low, CAST(NULL AS BIGINT) AS a_high, CAST(NULL AS BIGINT) AS b_low, CAST(NULL AS BIGINT) AS b_high
FROM common

-- Pairs worth aligning. Plain SQL: runs on DuckDB and on Spark alike.
-- Input: meetings as candidates.sql gives them, in any number of rows a pair (one for each range of hashes), and sizes(doc, hashes): how many
-- fingerprints a text has. Output: a < b, and whether they share so much that they are surely kin.
-- Two rare runs of letters in common, 16 letters apart in both texts: the names and titles that unrelated news shares are shorter; four where
-- they are less than a thirty-second of the shorter text. Measured on 8,000 texts: .999 of the pairs that share half, .98 of those that share
-- 100 characters, and 19,000 other pairs, where two runs anywhere would be 86,000. Texts that meet in common runs must share a quarter of the
-- shorter one's.
-- A text with more than 24 partners is one of a crowd: copies of a viral text, bulletins of one wording. Between two of a crowd only the
-- pairs are kept that are among the 12 nearest of either, so that the number of pairs grows with the number of texts and not its square; and,
-- as long as one of them has no more than 200 partners, as a wire in the papers of a country has, those that share 40 % (with furniture about
-- them that is half of an article). Measured on 8,000 texts: a third fewer other pairs, no true one.
WITH met AS (
  SELECT a, b, sum(rare) AS rare, sum(common) AS common,
    coalesce(least(max(a_high) - min(a_low), max(b_high) - min(b_low)), 0) AS reach
  FROM meetings
  GROUP BY a, b
),
worth AS (
  SELECT met.a AS a, met.b AS b, met.rare + met.common AS hits, 10 * (met.rare + met.common) >= 4 * least(x.hashes, y.hashes) AS close
  FROM met JOIN sizes x ON met.a = x.doc JOIN sizes y ON met.b = y.doc
  WHERE (met.rare >= 2 AND met.reach >= 16 AND (met.rare >= 4 OR 32 * met.rare >= least(x.hashes, y.hashes)))
    OR (met.common >= 1 AND 4 * (met.rare + met.common) >= least(x.hashes, y.hashes))
),
sides AS (
  SELECT a AS doc, b AS other, hits FROM worth
  UNION ALL
  SELECT b AS doc, a AS other, hits FROM worth
),
crowded AS (
  SELECT doc, count(*) AS partners FROM sides GROUP BY doc HAVING count(*) > 24
),
nearest AS (
  SELECT doc, other
  FROM (
    SELECT s.doc AS doc, s.other AS other, row_number() OVER (PARTITION BY s.doc ORDER BY s.hits DESC, s.other) AS place
    FROM sides s JOIN crowded c ON s.doc = c.doc
  ) AS ranked
  WHERE place <= 12
)
SELECT w.a AS a, w.b AS b, w.hits >= 12 AS strong
FROM worth w
  LEFT JOIN crowded x ON w.a = x.doc
  LEFT JOIN crowded y ON w.b = y.doc
  LEFT JOIN nearest p ON w.a = p.doc AND w.b = p.other
  LEFT JOIN nearest q ON w.b = q.doc AND w.a = q.other
WHERE x.doc IS NULL OR y.doc IS NULL OR p.doc IS NOT NULL OR q.doc IS NOT NULL OR (w.close AND least(x.partners, y.partners) <= 200)

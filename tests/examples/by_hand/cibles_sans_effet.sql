-- mailed by three campaigns or more that began in 2017, and never a coupon
SELECT household_id FROM households
WHERE 3 <= (
    SELECT count(*) FROM mailings JOIN campaigns USING (campaign_id)
    WHERE mailings.household_id = households.household_id
      AND starts_on BETWEEN DATE '2017-01-01' AND DATE '2017-12-31'
  )
  AND household_id NOT IN (
    SELECT household_id FROM redemptions WHERE redeemed_on <= DATE '2017-12-31'
  )

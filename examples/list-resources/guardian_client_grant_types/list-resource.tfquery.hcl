list "guardian_client_grant_types" "this" {
  provider = guardian
  limit    = 1000 # applications; 100 where it is left out
}

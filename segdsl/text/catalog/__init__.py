"""Every message that segdsl says about an author's project, one record each, by stage."""
